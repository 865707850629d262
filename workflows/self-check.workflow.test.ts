import { readFile } from 'node:fs/promises';
import { createSelfCheckActivities } from '#activities/create-self-check-activities';
import type { SelfCheckView } from '#domain/contracts/self-check';
import { selfChecks, type SelfCheckRow } from '#store/self-check';
import { inTransaction } from '#store/transaction';
import { createDataConverter } from '#temporal/codec';
import { loadWorkflowBundle } from '#temporal/workflow-bundle';
import { atEndOfFile } from '#testkit/at-end-of-file';
import { createTestDatabase } from '#testkit/database';
import { needs } from '#testkit/requirements';
import { createTimeSkipping, type TimeSkipping } from '#testkit/time-skipping';
import { Worker } from '@temporalio/worker';
import pg from 'pg';
import { beforeAll, describe, expect, test } from 'vitest';
import { jobProcessed, selfCheckWorkflowId } from './self-check.messages.ts';
import type { selfCheckWorkflow } from './self-check.workflow.ts';

/** The key of processes without one of their own, outside production. */
const developmentKey = 'development-only-encryption-key-of-nixflow';

/**
 * Histories are stored as the server gave them (`temporal workflow show -o json`, identities replaced), so encrypted with
 * the development key: a replay also fails when the codec no longer reads what it once wrote.
 */
test('a recorded self-check replays on this code', async () => {
  const recorded = await readFile(new URL('./histories/self-check.json', import.meta.url), 'utf8');
  const workflowBundle = await loadWorkflowBundle();
  await Worker.runReplayHistory(
    { workflowBundle, dataConverter: createDataConverter(developmentKey) },
    JSON.parse(recorded) as unknown,
  );
});

describe.runIf(needs('java'))('a self-check in skipped time', () => {
  let pool: pg.Pool;
  let time: TimeSkipping;
  let addJob: (selfCheckId: string) => Promise<unknown>;
  const told: SelfCheckView[] = [];

  beforeAll(async () => {
    const database = await createTestDatabase();
    atEndOfFile('database', () => database.drop());
    pool = new pg.Pool({ connectionString: database.url });
    atEndOfFile('pool', () => pool.end());
    const activities = createSelfCheckActivities({
      pool,
      realtime: { publish: (event) => told.push(event.selfCheck) },
      addJob: (id) => addJob(id),
    });
    time = await createTimeSkipping({ database: pool, activities });
  });

  const start = async () => {
    const { id } = await inTransaction(pool, selfChecks.start);
    told.length = 0;
    return time.client.workflow.start<typeof selfCheckWorkflow>('selfCheckWorkflow', {
      workflowId: selfCheckWorkflowId(id),
      taskQueue: time.taskQueue,
      args: [{ selfCheckId: id }],
    });
  };
  const row = async (workflowId: string): Promise<SelfCheckRow> => {
    const found = await selfChecks.find(pool, workflowId.replace('self-check-', ''));
    if (!found) throw new Error('The self-check is gone.');
    return found;
  };

  test('finishes when the job was processed', async () => {
    addJob = async (id) => time.client.workflow.getHandle(selfCheckWorkflowId(id)).signal(jobProcessed);
    const handle = await start();
    await time.skip('2 s', handle);
    await handle.result();
    const { failure, finishedAt, timerDueAt, timerFiredAt } = await row(handle.workflowId);
    expect(failure).toBeNull();
    expect(finishedAt).not.toBeNull();
    expect(timerFiredAt?.getTime()).toBeGreaterThanOrEqual(timerDueAt?.getTime() ?? Infinity);
    expect(told.at(-1)?.finishedAt).toBe(finishedAt?.toISOString());
  });

  test('a job that was processed before the workflow waits for it is not missed', async () => {
    addJob = () => Promise.resolve();
    const handle = await start();
    await handle.signal(jobProcessed);
    await time.skip('2 s', handle);
    await handle.result();
    expect((await row(handle.workflowId)).failure).toBeNull();
  });

  test('waits 30 s for the job, no less, and then says in words that it never came', async () => {
    addJob = () => Promise.resolve();
    const handle = await start();
    await time.skip('2 s', handle);
    await time.skip('28 s', handle);
    expect((await row(handle.workflowId)).finishedAt).toBeNull();
    await time.skip('4 s', handle);
    await handle.result();
    const { failure, finishedAt, timerFiredAt } = await row(handle.workflowId);
    expect(failure).toBe('The job was not processed within 30 seconds: no worker with the role "jobs" answers.');
    expect((finishedAt?.getTime() ?? 0) - (timerFiredAt?.getTime() ?? 0)).toBeGreaterThanOrEqual(30_000);
    expect(told.at(-1)?.failure).toBe(failure);
  });

  test('a queue that takes no jobs for 30 s ends it, saying so', async () => {
    addJob = () => Promise.reject(new Error('Redis is away'));
    const handle = await start();
    await time.skip('40 s', handle);
    await handle.result();
    expect((await row(handle.workflowId)).failure).toBe('The job queue takes no jobs: Redis does not answer.');
  });

  test('a queue that takes the job at the second attempt is no failure', async () => {
    let attempts = 0;
    addJob = async (id) => {
      attempts++;
      if (attempts === 1) throw new Error('Redis is away');
      await time.client.workflow.getHandle(selfCheckWorkflowId(id)).signal(jobProcessed);
    };
    const handle = await start();
    await time.skip('10 s', handle);
    await handle.result();
    expect(attempts).toBe(2);
    expect((await row(handle.workflowId)).failure).toBeNull();
  });
});
