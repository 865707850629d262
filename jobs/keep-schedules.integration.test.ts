import { logInMemory } from '#testkit/log-in-memory';
import { startRedisServer, type TestRedisServer } from '#testkit/redis-server';
import { waitUntil } from '#testkit/wait-until';
import { Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { jobPrefix, jobQueues, openJobQueue } from './job-queue.ts';
import { keepSchedules } from './keep-schedules.ts';

const schedules = [{ id: 'tidy', everyMs: 3_600_000 }];

describe('schedules in Redis', () => {
  let server: TestRedisServer;
  const closers: (() => unknown)[] = [];
  beforeAll(async () => {
    server = await startRedisServer();
  });
  afterEach(async () => {
    for (const close of closers.splice(0).reverse()) await close();
  });

  const open = async (writeEveryMs: number, kept = schedules) => {
    const connection = new Redis(server.url, { maxRetriesPerRequest: null, retryStrategy: () => 50 });
    connection.on('error', () => undefined);
    await connection.flushall();
    const queue = openJobQueue(jobQueues.housekeeping, connection);
    queue.on('error', () => undefined);
    const keeper = keepSchedules({ queue, connection, schedules: kept, logger: logInMemory().logger, writeEveryMs });
    closers.push(
      () => connection.disconnect(),
      () => queue.close(),
      () => keeper.stop(),
    );
    const found = () => queue.getJobScheduler('tidy');
    await waitUntil('the schedule is there', found);
    return { connection, queue, found };
  };

  test('a flushed Redis has them back at the next writing', async () => {
    const { connection, found } = await open(200);
    await connection.flushall();
    expect(await found()).toBeUndefined();
    expect(await waitUntil('the schedule is back', found)).toMatchObject({ key: 'tidy', every: 3_600_000 });
  });

  test('a replaced Redis has them back as soon as the connection is, long before the next writing', async () => {
    const { found, connection } = await open(3_600_000);
    await connection.flushall();
    await server.kill9();
    await server.start();
    await waitUntil('the schedule is back', found);
  });

  test('an unchanged interval keeps its next run, however often it is written', async () => {
    const { found } = await open(50);
    const before = await found();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await found()).toEqual(before);
  });

  test('a changed interval is taken over by the process that starts with it', async () => {
    // The old process has stopped writing, or each would overwrite the other's.
    const { connection, found, queue } = await open(3_600_000);
    const logger = logInMemory().logger;
    const changed = keepSchedules({ queue, connection, logger, schedules: [{ id: 'tidy', everyMs: 1_800_000 }] });
    closers.push(() => changed.stop());
    await waitUntil('the new interval is there', async () => (await found())?.every === 1_800_000);
  });

  test('writing often does not put off the runs', async () => {
    let runs = 0;
    const { connection } = await open(20, [{ id: 'tidy', everyMs: 400 }]);
    const worker = new Worker(jobQueues.housekeeping, () => Promise.resolve(++runs), {
      connection,
      prefix: jobPrefix,
    });
    closers.push(() => worker.close());
    await waitUntil('it ran four times', () => runs >= 4);
  });
});
