import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { openStore } from '#store/connect';
import { seed } from '#store/seed';
import { startNode, type ChildProcess } from './child-process.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';
import { atEndOfFile } from './at-end-of-file.ts';
import { freePort } from './free-port.ts';
import { startRedisServer, type TestRedisServer } from './redis-server.ts';
import { testStack } from './stack.ts';
import { createTestNamespace } from './temporal-namespace.ts';

/** API and worker as processes of their own, with a database, a Redis and a namespace nobody else has. */
export interface RunningProduct {
  readonly apiUrl: string;
  readonly workerUrl: string;
  /** Where the worker takes mail, `smtp://…`. */
  readonly mailUrl: string;
  readonly database: TestDatabase;
  readonly redis: TestRedisServer;
  readonly namespace: string;
  /** Settings that both processes got. */
  readonly env: Readonly<Record<string, string>>;
  readonly api: ChildProcess;
  /** Start another API process beside it. @returns its address, when it is ready */
  startReplica(): Promise<string>;
  /** The first worker. */
  readonly worker: ChildProcess;
  /** Start a worker in its place, as a supervisor does; resolves when it is ready. */
  startWorker(): Promise<ChildProcess>;
}

/** What differs from a plain start: settings of both processes or of one. */
export interface ProductOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly apiEnv?: Readonly<Record<string, string>>;
  readonly workerEnv?: Readonly<Record<string, string>>;
  /** Where the API listens; a free port unless told. */
  readonly apiPort?: number;
}

/** On a machine that is busy with something else, too. */
const readyWithinMs = 90_000;

/** Start API and worker and wait until both are ready. They end with the test file. */
export async function startProduct(options: ProductOptions = {}): Promise<RunningProduct> {
  const [database, redis, { name: namespace }] = await Promise.all([
    createTestDatabase(),
    startRedisServer(),
    createTestNamespace(),
  ]);
  atEndOfFile('database', () => database.drop());
  const store = openStore({ url: database.url, poolSize: 1, applicationName: 'nixflow-testkit' });
  await seed(store.pool);
  await store.close();
  const [apiPort, workerPort, mailPort] = [options.apiPort ?? (await freePort()), await freePort(), await freePort()];
  const localUrl = (port: number) => `http://127.0.0.1:${String(port)}`;
  const [apiUrl, workerUrl] = [localUrl(apiPort), localUrl(workerPort)];
  const env = {
    DATABASE_URL: database.url,
    REDIS_URL: redis.url,
    TEMPORAL_ADDRESS: testStack().temporalAddress,
    TEMPORAL_NAMESPACE: namespace,
    EMAIL_ATTACHMENTS_DIR: mkdtempSync(join(testStack().dir, 'attachments-')),
    ...options.env,
  };
  const startWorker = () =>
    startNode('worker/main.ts', {
      env: { ...env, WORKER_PORT: String(workerPort), SMTP_LISTEN_PORT: String(mailPort), ...options.workerEnv },
      ready: { url: `${workerUrl}/ready` },
      readyWithinMs,
    });
  const startApi = (port: number) =>
    startNode('api/main.ts', {
      // All pages of a test come from one address.
      env: { ...env, PORT: String(port), HOST: '127.0.0.1', REQUESTS_WITHOUT_SESSION: '100000', ...options.apiEnv },
      ready: { url: `${localUrl(port)}/api/ready` },
      readyWithinMs,
    });
  const startReplica = async () => {
    const port = await freePort();
    await startApi(port);
    return localUrl(port);
  };
  const [api, worker] = await Promise.all([startApi(apiPort), startWorker()]);
  const mailUrl = `smtp://127.0.0.1:${String(mailPort)}`;
  return { apiUrl, workerUrl, mailUrl, database, redis, namespace, env, api, worker, startReplica, startWorker };
}
