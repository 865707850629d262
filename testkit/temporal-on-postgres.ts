import { join } from 'node:path';
import { removeTemporalDatabases, startTemporalOnPostgres as start } from '#ground/parts/temporal-on-postgres';
import { stopProcess } from '#ground/stop-process';
import { atEndOfFile } from './at-end-of-file.ts';
import { requirePart } from './requirements.ts';
import { startRestartable } from './restartable-server.ts';
import { testStack } from './stack.ts';

/** A Temporal as in production, of a test's own; to be killed and started again, its executions in PostgreSQL. */
export interface TestTemporalOnPostgres {
  /** `127.0.0.1:port`; the same after every start. */
  readonly address: string;
  /** Has our search attributes. */
  readonly namespace: string;
  /** SIGKILL, as a power cut ends it. */
  kill9(): Promise<void>;
  start(): Promise<void>;
  /** End it and remove its databases. Safe to repeat. */
  close(): Promise<void>;
}

/**
 * Start a Temporal server (frontend, history, matching, worker in one process) over a PostgreSQL, in some 6 s. Ends with the
 * test file.
 *
 * Its limits on requests per second are lifted, and short timers fire at once; see `ground/parts/temporal-server-config`.
 *
 * @param postgresUrl superuser's URL of any database there; the server makes two of its own beside it
 * @throws {Error} its programs were not built: say `needs('temporal-server')` before
 */
export async function startTemporalOnPostgres(postgresUrl = testStack().postgresUrl): Promise<TestTemporalOnPostgres> {
  const programs = requirePart('temporal-server', testStack().temporalServer);
  const placeIn = (home: string) => ({
    programs,
    postgresUrl,
    home,
    runFolder: join(home, 'run'),
    log: join(testStack().dir, 'logs', 'temporal-on-postgres.log'),
  });
  const server = await startRestartable('temporal-on-postgres', async (home) => {
    const { address, namespace, record } = await start(placeIn(home));
    return { address, namespace, home, kill9: () => stopProcess(record.pid, [['SIGKILL', 5]]) };
  });
  const { address, namespace, home } = server.process();
  const close = async () => {
    await server.kill9();
    await removeTemporalDatabases(placeIn(home));
    await server.close();
  };
  atEndOfFile('Temporal over PostgreSQL', close);
  return { ...server, address, namespace, close };
}
