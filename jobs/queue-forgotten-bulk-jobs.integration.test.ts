import { startBulkJob } from '#commands/bulk/start-bulk-job';
import { steerBulkJob } from '#commands/bulk/steer-bulk-job';
import { openTicket } from '#commands/tickets/open-ticket';
import type { StaffActor } from '#domain/permissions/actor';
import { atEndOfFile } from '#testkit/at-end-of-file';
import { insertCustomer, insertStaff } from '#testkit/factories/desk';
import { buildOpenTicketInput } from '#testkit/factories/open-ticket-input';
import { startRedisServer } from '#testkit/redis-server';
import { openTestDesk, type TestDesk } from '#testkit/test-desk';
import type { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { beforeAll, expect, test } from 'vitest';
import { jobQueues, openJobQueue } from './job-queue.ts';
import { queueForgottenBulkJobs } from './queue-forgotten-bulk-jobs.ts';

let desk: TestDesk;
let redis: Redis;
let queue: Queue;
let agent: StaffActor;
let ticketId: string;

beforeAll(async () => {
  desk = await openTestDesk();
  redis = new Redis((await startRedisServer()).url, { maxRetriesPerRequest: null });
  redis.on('error', () => undefined);
  atEndOfFile('redis', () => redis.disconnect());
  queue = openJobQueue(jobQueues.bulk, redis);
  atEndOfFile('queue', () => queue.close());
  agent = await insertStaff(desk.pool);
  const customer = await insertCustomer(desk.pool);
  ({ ticketId } = await openTicket(desk.as(agent), buildOpenTicketInput(customer.id)));
});

const start = async () => {
  const act = { type: 'priority', priority: 'high' } as const;
  return (await startBulkJob(desk.as(agent), { act, tickets: { ticketIds: [ticketId] } })).id;
};
const steer = (jobId: string, steering: 'pause' | 'cancel') => steerBulkJob(desk.as(agent), { jobId, steering });
const waiting = async () => (await queue.getWaiting()).map(({ data }) => data as unknown);

test('a job on which nobody works is queued again, once, also after a flush; one that should stand is not', async () => {
  const [forgotten, paused, ended] = [await start(), await start(), await start()];
  await steer(paused, 'pause');
  await steer(ended, 'cancel');
  expect(await queueForgottenBulkJobs(desk.pool, queue)).toBe(0);
  await desk.passSeconds(31);
  expect(await queueForgottenBulkJobs(desk.pool, queue)).toBe(1);
  expect(await queueForgottenBulkJobs(desk.pool, queue)).toBe(1);
  expect(await waiting()).toEqual([{ jobId: forgotten }]);
  await redis.flushall();
  await queueForgottenBulkJobs(desk.pool, queue);
  expect(await waiting()).toEqual([{ jobId: forgotten }]);
});
