import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import { bundleWorkflowCode, DefaultLogger, NativeConnection, Worker } from '@temporalio/worker';
import pg from 'pg';
import type { BenchStack } from '../stack.ts';
import type { BareActivities } from './bare.workflow.ts';

/** A worker that runs the bare workflows in this process, and what measuring them needs. */
export interface BareWorker {
  readonly client: Client;
  readonly taskQueue: string;
  /** Of the database with the table `fired`, which the timer workflows write. */
  readonly pool: pg.Pool;
  /** When a signal workflow, not yet started, says that it was seen; by `performance.now()`. */
  readonly seenAt: (workflowId: string) => Promise<number>;
}

/** `fired_at` is when the worker began with the row, `written_at` when PostgreSQL had it in hand. */
const table = `CREATE TABLE IF NOT EXISTS fired (
  run text NOT NULL,
  due_at timestamptz NOT NULL,
  fired_at timestamptz NOT NULL,
  written_at timestamptz NOT NULL DEFAULT clock_timestamp()
)`;
const insert = 'INSERT INTO fired (run, due_at, fired_at) VALUES ($1, $2, $3)';
const poolSize = 20;

/**
 * Run a worker for the bare workflows while something is measured. It has the SDK's default settings, no payload encryption,
 * and a queue of its own, so that a worker of the product may run beside it.
 */
export async function withBareWorker<Result>(
  stack: BenchStack,
  measure: (worker: BareWorker) => Promise<Result>,
): Promise<Result> {
  const { address, namespace } = stack.temporal;
  const pool = new pg.Pool({ connectionString: await stack.database('bare'), max: poolSize });
  // A query that is cut fails by itself; an idle connection that is cut need not end the process.
  pool.on('error', () => undefined);
  await pool.query(table);
  const arrivals = new Map<string, (at: number) => void>();
  const activities: BareActivities = {
    seen(workflowId) {
      arrivals.get(workflowId)?.(performance.now());
      arrivals.delete(workflowId);
      return Promise.resolve();
    },
    async insertFired(run, dueAt) {
      await pool.query(insert, [run, new Date(dueAt), new Date()]);
    },
  };
  const seenAt = (workflowId: string) => new Promise<number>((resolve) => arrivals.set(workflowId, resolve));

  const workflowBundle = await bundleWorkflowCode({
    workflowsPath: fileURLToPath(new URL('bare.workflow.ts', import.meta.url)),
    logger: new DefaultLogger('WARN'),
  });
  const taskQueue = `bare-${randomUUID()}`;
  const [connection, clientConnection] = [
    await NativeConnection.connect({ address }),
    await Connection.connect({ address }),
  ];
  try {
    const worker = await Worker.create({ connection, namespace, taskQueue, workflowBundle, activities });
    const client = new Client({ connection: clientConnection, namespace });
    return await worker.runUntil(() => measure({ client, taskQueue, pool, seenAt }));
  } finally {
    await clientConnection.close();
    await connection.close();
    await pool.end();
  }
}
