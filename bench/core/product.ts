import { join } from 'node:path';
import { Client } from '@temporalio/client';
import pg from 'pg';
import { launch } from '#ground/launch';
import { checkout } from '#ground/paths';
import { anyFreePort } from '#ground/ports';
import { forgetRun, type RunRecord } from '#ground/run-record';
import { stopProcess } from '#ground/stop-process';
import { createDataConverter } from '#temporal/codec';
import { connectTemporal } from '#temporal/connection';
import type { BenchStack } from '../stack.ts';
import { openDeskOf, type Desk } from './desk.ts';

/** API and worker as processes of their own, and a desk to work at. */
export interface Product {
  readonly desk: Desk;
  /** Of the product's database, for looking. */
  readonly pool: pg.Pool;
  readonly client: Client;
  /** With `/api`. */
  readonly apiUrl: string;
  readonly worker: { readonly pid: number; readonly url: string };
}

/** What differs from a plain start. */
export interface ProductOptions {
  /** Name of the database; parts of a bench have one each. */
  readonly database: string;
  /** Settings of the worker. */
  readonly workerEnv?: Readonly<Record<string, string>>;
}

/** What processes outside production encrypt with when they are told nothing. */
export const developmentKey = 'development-only-encryption-key-of-nixflow';
/** Signs the tokens by which the bench is let in. */
export const jwtSecret = 'the-session-secret-of-a-bench-and-of-nothing-else';
const poolSize = 20;
const readySeconds = 60;

/** Run the product with its default settings, all roles in one worker, while something is measured. */
export async function withProduct<Result>(
  stack: BenchStack,
  { database, workerEnv }: ProductOptions,
  measure: (product: Product) => Promise<Result>,
): Promise<Result> {
  const databaseUrl = await stack.database(database);
  const pool = new pg.Pool({ connectionString: databaseUrl, max: poolSize });
  // A query that is cut fails by itself; an idle connection that is cut need not end the process.
  pool.on('error', () => undefined);
  const connection = connectTemporal(stack.temporal);
  const client = new Client({
    connection,
    namespace: stack.temporal.namespace,
    dataConverter: createDataConverter(developmentKey),
  });
  const running: RunRecord[] = [];
  const desk = await openDeskOf({ databaseUrl, pool, client, redisUrl: stack.redisUrl });
  try {
    const env = {
      DATABASE_URL: databaseUrl,
      REDIS_URL: stack.redisUrl,
      TEMPORAL_ADDRESS: stack.temporal.address,
      TEMPORAL_NAMESPACE: stack.temporal.namespace,
      HOST: '127.0.0.1',
      LOG_LEVEL: 'warn',
    };
    const start = async (name: 'api' | 'worker', own: Readonly<Record<string, string>>, ready: string) => {
      const port = await anyFreePort();
      const url = `http://127.0.0.1:${String(port)}`;
      const portName = name === 'api' ? 'PORT' : 'WORKER_PORT';
      const record = await launch({
        ...{ name, runFolder: join(stack.dir, 'run'), log: join(stack.dir, 'logs', `${name}.log`), cwd: checkout },
        ...{ command: process.execPath, args: ['--import', 'tsx', `${name}/main.ts`] },
        // Nothing else: the machine's own settings must not leak into a measurement.
        env: { ...env, ...own, [portName]: String(port) },
        ...{ ports: { http: port }, fingerprint: name, readySeconds },
        isReady: () => answersWell(url + ready),
      });
      running.push(record);
      return { url, pid: record.pid };
    };
    const api = await start('api', { JWT_SECRET: jwtSecret }, '/api/ready');
    const worker = await start('worker', workerEnv ?? {}, '/ready');
    return await measure({ desk, pool, client, worker, apiUrl: `${api.url}/api` });
  } finally {
    for (const { pid, name } of running) {
      await stopProcess(pid, [
        ['SIGTERM', 30],
        ['SIGKILL', 2],
      ]);
      forgetRun(join(stack.dir, 'run'), name);
    }
    await desk.close();
    await connection.close();
    await pool.end();
  }
}

async function answersWell(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
}
