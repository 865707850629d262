import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { startPostgres, stopPostgres, type PostgresPlace, type PostgresServer } from '#ground/parts/postgres';
import { postgresHome } from '#ground/places';
import { stopProcess } from '#ground/stop-process';
import { atEndOfFile } from './at-end-of-file.ts';
import { freePort } from './free-port.ts';
import { testStack } from './stack.ts';

/** A PostgreSQL of a test's own, to kill, stop and start again; data and port stay. */
export interface TestPostgresServer {
  /** Superuser's URL of the database `postgres`; the same after every start. */
  readonly url: string;
  /** As a power cut ends it: SIGKILL, recovery at the next start. */
  kill9(): Promise<void>;
  /** As an operator ends it: connections are cut, data is written. */
  stop(): Promise<void>;
  /** Start it again after `kill9` or `stop`; with the default durability settings, so that committed data survives. */
  start(): Promise<void>;
}

/** Start a PostgreSQL of this test file's own. It ends and its data goes with the file. */
export async function startPostgresServer(): Promise<TestPostgresServer> {
  const folder = mkdtempSync(join(testStack().dir, 'postgres-'));
  const port = await freePort();
  const place: PostgresPlace = {
    ...postgresHome(folder),
    runFolder: join(folder, 'run'),
    log: join(folder, 'postgres.log'),
    choosePort: () => Promise.resolve(port),
  };
  let server: PostgresServer = await startPostgres(place);
  const stop = async () => {
    await stopProcess(server.record.pid, stopPostgres);
  };
  atEndOfFile('PostgreSQL of its own', stop);
  return {
    url: server.url,
    kill9: async () => {
      await stopProcess(server.record.pid, [['SIGKILL', 5]]);
    },
    stop,
    start: async () => {
      server = await startPostgres(place);
    },
  };
}
