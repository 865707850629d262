import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { testStackVariable, type TestStack } from '#testkit/stack';
import { MissingPart } from './missing-part.ts';
import { startPostgres, stopPostgres } from './parts/postgres.ts';
import { redisBinary } from './parts/redis-binary.ts';
import { startRedis, stopRedis } from './parts/redis.ts';
import { temporalCli } from './parts/temporal-cli.ts';
import { startTemporal, stopTemporal } from './parts/temporal.ts';
import { findChromium, findDovecot, findJava } from './parts/test-programs.ts';
import { timeSkippingServer } from './parts/time-skipping-server.ts';
import { dataDir } from './paths.ts';
import { postgresHome, systemFolderOf } from './places.ts';
import { anyFreePort } from './ports.ts';
import { isAlive } from './process-table.ts';
import { livingRuns } from './run-record.ts';
import { say } from './say.ts';
import { stopProcess, type StopStep } from './stop-process.ts';
import { canInstallPackages, installSystemPackages } from './system-packages.ts';

/** A running stack and how to end it; data goes with it, logs and screenshots stay in `stack.dir`. */
export interface RunningStack {
  readonly stack: TestStack;
  stop(): Promise<void>;
}

const stops: Readonly<Record<string, readonly StopStep[]>> = {
  postgres: stopPostgres,
  redis: stopRedis,
  temporal: stopTemporal,
};

/**
 * Start PostgreSQL, Redis and Temporal for one test run, on free ports and with empty data, and find the optional parts.
 *
 * What a killed run left behind is stopped and removed first. The address goes into the environment, so that processes
 * started from here find it.
 */
export async function startTestStack(): Promise<RunningStack> {
  const runs = join(dataDir, 'test');
  await removeLeftovers(runs);
  const dir = join(runs, `run-${String(process.pid)}`);
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir, { recursive: true });
  await installTestPackages();
  const runFolder = join(dir, 'run');
  const logOf = (name: string) => join(dir, 'logs', `${name}.log`);
  const home = postgresHome(dir);
  const [binary, cli] = [await redisBinary(), await temporalCli()];
  const [postgres, redis, temporal] = await Promise.all([
    startPostgres({
      ...home,
      runFolder,
      log: logOf('postgres'),
      choosePort: anyFreePort,
      // Losing a test's data with the machine is no loss; the rest is what a server in production does.
      settings: ['fsync=off', 'full_page_writes=off', 'synchronous_commit=off', 'max_connections=300'],
    }),
    startRedis({ binary, data: undefined, runFolder, log: logOf('redis'), choosePort: anyFreePort }),
    startTemporal({
      cli,
      data: join(dir, 'temporal'),
      runFolder,
      log: logOf('temporal'),
      choosePorts: async () => ({
        grpc: await anyFreePort(),
        http: await anyFreePort(),
        metrics: await anyFreePort(),
        ui: undefined,
      }),
    }),
  ]);
  const java = await findJava();
  const stack: TestStack = {
    postgresUrl: postgres.url,
    redisUrl: redis.url,
    redisServer: binary.path,
    temporalAddress: temporal.address,
    temporalCli: cli.path,
    chromium: findChromium() ?? null,
    dovecot: findDovecot() ?? null,
    java: java ?? null,
    timeSkippingServer: java === undefined ? null : await optional(timeSkippingServer(java)),
    dir,
  };
  process.env[testStackVariable] = JSON.stringify(stack);
  return {
    stack,
    async stop() {
      Reflect.deleteProperty(process.env, testStackVariable);
      await stopRun(dir);
      for (const data of ['postgres', 'temporal', 'run']) rmSync(join(dir, data), { recursive: true, force: true });
    },
  };
}

/** What only tests need, in one go, so that a bare machine waits for apt once. */
async function installTestPackages(): Promise<void> {
  if (!canInstallPackages()) return;
  const wanted = [
    ...(findChromium() === undefined ? ['chromium'] : []),
    ...(findDovecot() === undefined ? ['dovecot-imapd'] : []),
    ...((await findJava()) === undefined ? ['default-jre-headless'] : []),
  ];
  if (wanted.length > 0) await optional(installSystemPackages('Tests', wanted));
}

/** A part that tests can do without: what is missing then stands in the "not run" table. */
async function optional<T>(part: Promise<T>): Promise<T | null> {
  try {
    return await part;
  } catch (error) {
    if (!(error instanceof MissingPart)) throw error;
    say.warn(`${error.message}; to have it: ${error.remedy}`);
    return null;
  }
}

async function removeLeftovers(runs: string): Promise<void> {
  mkdirSync(runs, { recursive: true });
  for (const name of readdirSync(runs)) {
    const pid = Number(/^run-(\d+)$/.exec(name)?.[1]);
    if (Number.isNaN(pid) || (isAlive(pid) && pid !== process.pid)) continue;
    await stopRun(join(runs, name));
    rmSync(join(runs, name), { recursive: true, force: true });
  }
}

async function stopRun(dir: string): Promise<void> {
  const living = livingRuns(join(dir, 'run'));
  await Promise.all(living.map(({ name, pid }) => stopProcess(pid, stops[name] ?? [['SIGKILL', 2]])));
  const elsewhere = systemFolderOf(dir);
  if (elsewhere !== undefined) rmSync(elsewhere, { recursive: true, force: true });
}
