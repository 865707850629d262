import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { ensureDatabase } from '#ground/ensure-database';
import { startPostgres } from '#ground/parts/postgres';
import { startRedis } from '#ground/parts/redis';
import { redisBinary } from '#ground/parts/redis-binary';
import { startTemporalOnPostgres } from '#ground/parts/temporal-on-postgres';
import { temporalServer } from '#ground/parts/temporal-server';
import { postgresHome } from '#ground/places';
import { anyFreePort } from '#ground/ports';
import { folderOfThisRun, removeDeadRuns, stopRun } from '#ground/run-folder';

/** The servers of one run of a bench, with empty data. */
export interface BenchStack {
  readonly redisUrl: string;
  readonly temporal: { readonly address: string; readonly namespace: string };
  /** For logs and whatever a bench writes; goes with the run. */
  readonly dir: string;
  /** Make an empty database unless it is there, beside those of Temporal. @returns its URL, as superuser */
  database(name: string): Promise<string>;
}

/**
 * Start PostgreSQL, Redis and Temporal over that PostgreSQL, run a bench on them, and end them; their data goes.
 *
 * As in production where it counts: PostgreSQL writes to disk before it says committed (which the servers of tests do not),
 * Redis keeps an append-only file, Temporal is the server and not its development version. Otherwise PostgreSQL has its
 * defaults, but for more connections. Temporal's limits on requests are lifted, so that none is measured by mistake.
 *
 * Once per process: it sets up Temporal's core for the workers in it, which then tell of warnings alone and leave signals
 * to us.
 *
 * @throws {MissingPart} a server cannot be had on this machine
 */
export async function withBenchStack<Result>(bench: (stack: BenchStack) => Promise<Result>): Promise<Result> {
  Runtime.install({ logger: new DefaultLogger('WARN'), shutdownSignals: [] });
  await removeDeadRuns('bench');
  const programs = await temporalServer();
  const binary = await redisBinary();
  const dir = folderOfThisRun('bench');
  const runFolder = join(dir, 'run');
  const logOf = (name: string) => join(dir, 'logs', `${name}.log`);
  mkdirSync(dir, { recursive: true });
  const end = async () => {
    await stopRun(dir);
    rmSync(dir, { recursive: true, force: true });
  };
  const leaving = new AbortController();
  const onSignal = () => {
    leaving.abort();
    void end().finally(() => process.exit(130));
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, onSignal);
  try {
    const place = { runFolder, choosePort: anyFreePort };
    const [postgres, redis] = await Promise.all([
      startPostgres({ ...place, ...postgresHome(dir), log: logOf('postgres'), settings: ['max_connections=300'] }),
      startRedis({ ...place, binary, data: join(dir, 'redis'), log: logOf('redis') }),
    ]);
    const temporal = await startTemporalOnPostgres({
      ...{ programs, runFolder, log: logOf('temporal') },
      postgresUrl: postgres.url,
      home: join(dir, 'temporal'),
    });
    return await bench({
      dir,
      temporal,
      redisUrl: redis.url,
      database: (name) => ensureDatabase(postgres.url, name),
    });
  } catch (error) {
    // On the way out a bench fails because we took its servers away; that is nobody's news.
    if (leaving.signal.aborted) await new Promise(() => undefined);
    throw error;
  } finally {
    await end();
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.off(signal, onSignal);
  }
}
