import { jobQueues } from '#jobs/job-queue';
import { logInMemory } from '#testkit/log-in-memory';
import { testStack } from '#testkit/stack';
import { waitUntil } from '#testkit/wait-until';
import { Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { Counter, Registry } from 'prom-client';
import { expect, test, vi } from 'vitest';
import { startJobWorker } from './job-worker.ts';

test('a worker whose loop breaks gives up, saying of which queue', async () => {
  const connection = new Redis(testStack().redisUrl, { maxRetriesPerRequest: null });
  const broken = new Error('broken');
  const run = vi.spyOn(Worker.prototype, 'run').mockRejectedValueOnce(broken);
  const giveUp = vi.fn<(error: unknown) => void>();
  const worker = startJobWorker({
    queue: jobQueues.housekeeping,
    connection,
    process: () => Promise.resolve(),
    logger: logInMemory().logger,
    counter: new Counter({ name: 'jobs', help: 'x', labelNames: ['queue', 'outcome'], registers: [new Registry()] }),
    giveUp,
  });
  await waitUntil('it gives up', () => giveUp.mock.calls.length > 0);
  expect(giveUp.mock.calls).toMatchObject([
    [{ message: 'The worker of queue "housekeeping" stopped.', cause: broken }],
  ]);
  await worker.close();
  connection.disconnect();
  run.mockRestore();
});
