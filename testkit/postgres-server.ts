import { join } from 'node:path';
import { startPostgres, stopPostgres } from '#ground/parts/postgres';
import { postgresHome } from '#ground/places';
import { stopProcess } from '#ground/stop-process';
import { atEndOfFile } from './at-end-of-file.ts';
import { freePort } from './free-port.ts';
import { startRestartable } from './restartable-server.ts';

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
  const port = await freePort();
  const server = await startRestartable('postgres', async (folder) => {
    const own = { runFolder: join(folder, 'run'), log: join(folder, 'postgres.log') };
    const choosePort = () => Promise.resolve(port);
    const { url, record } = await startPostgres({ ...postgresHome(folder), ...own, choosePort });
    return { url, record, kill9: () => stopProcess(record.pid, [['SIGKILL', 5]]) };
  });
  const stop = async () => {
    await stopProcess(server.process().record.pid, stopPostgres);
  };
  atEndOfFile('sessions of PostgreSQL', stop); // before its kill, which would leave shared memory behind
  return { ...server, url: server.process().url, stop };
}
