import { jobQueues, openJobQueue } from '#jobs/job-queue';
import { logInMemory } from '#testkit/log-in-memory';
import { startRedisServer } from '#testkit/redis-server';
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

test('told to end while its own connection is between two tries, it finishes its job and waits for nothing else', async () => {
  const server = await startRedisServer();
  const retryStrategy = vi.fn(() => 60_000);
  const connection = new Redis(server.url, { maxRetriesPerRequest: null, retryStrategy });
  const ended: string[] = [];
  const { logger, text } = logInMemory();
  const started = vi.fn();
  const worker = startJobWorker({
    queue: jobQueues.sla,
    connection,
    process: async (job) => {
      started();
      await new Promise((resolve) => setTimeout(resolve, 4_000));
      ended.push(job.name);
    },
    logger,
    counter: new Counter({ name: 'jobs', help: 'x', labelNames: ['queue', 'outcome'], registers: [new Registry()] }),
    giveUp: vi.fn(),
  });
  const queue = openJobQueue(jobQueues.sla, connection);
  await queue.add('long', {});
  await waitUntil('it has begun', () => started.mock.calls.length > 0);
  const blocked = await waitUntil('the worker waits for the next one', async () => {
    const clients = (await connection.client('LIST')) as string;
    return /^id=(\d+) .* cmd=bzpopmin/m.exec(clients)?.[1];
  });
  await connection.client('KILL', 'ID', blocked);
  await waitUntil('its connection waits for the next try', () => retryStrategy.mock.calls.length > 0);
  const startedAt = performance.now();
  await worker.close();
  expect(performance.now() - startedAt).toBeLessThan(15_000);
  expect(ended).toEqual(['long']);
  expect(await queue.getCompletedCount()).toBe(1);
  expect(text()).toContain('left without a goodbye');
  await queue.close();
  connection.disconnect();
});
