import { seed } from '#store/seed';
import pg from 'pg';
import { atEndOfFile } from './at-end-of-file.ts';
import { startNode, type ChildProcess } from './child-process.ts';
import { createTestDatabase } from './database.ts';
import { freePort } from './free-port.ts';
import { startRedisServer, type TestRedisServer } from './redis-server.ts';
import { testStack } from './stack.ts';

/** One API process. */
export interface ApiProcess {
  readonly origin: string;
  readonly process: ChildProcess;
}

/** Two API processes over one database and one Redis that nobody else has. There is no worker. */
export interface ApiProcesses {
  readonly apis: readonly [ApiProcess, ApiProcess];
  readonly pool: pg.Pool;
  readonly redis: TestRedisServer;
}

/** Signs the tokens they take. */
export const apiSecret = 'a secret of tests, of at least 32 characters';

/**
 * Start them and wait until they are ready. They end with the test file.
 *
 * @param settings of both, besides the usual
 */
export async function startApiProcesses(settings: Readonly<Record<string, string>> = {}): Promise<ApiProcesses> {
  const [database, redis] = await Promise.all([createTestDatabase(), startRedisServer()]);
  atEndOfFile('database', () => database.drop());
  const pool = new pg.Pool({ connectionString: database.url });
  atEndOfFile('pool', () => pool.end());
  await seed(pool);
  const apis = await startApisOver({ DATABASE_URL: database.url, REDIS_URL: redis.url, ...settings });
  return { apis, pool, redis };
}

/** The two alone, over servers that the settings name. They end with the test file. */
export async function startApisOver(
  settings: Readonly<Record<'DATABASE_URL' | 'REDIS_URL', string> & Record<string, string>>,
): Promise<ApiProcesses['apis']> {
  const env = {
    ...{ TEMPORAL_ADDRESS: testStack().temporalAddress, JWT_SECRET: apiSecret, HOST: '127.0.0.1' },
    ...settings,
  };
  const start = async (): Promise<ApiProcess> => {
    const port = String(await freePort());
    const origin = `http://127.0.0.1:${port}`;
    const ready = { url: `${origin}/api/ready` };
    return { origin, process: await startNode('api/main.ts', { env: { ...env, PORT: port }, ready }) };
  };
  return Promise.all([start(), start()]);
}
