import { Queue, type JobsOptions } from 'bullmq';
import type { Redis } from 'ioredis';

/** The queues of BullMQ; each has one processor. */
export const jobQueues = {
  selfCheck: 'self-check',
  housekeeping: 'housekeeping',
  notifications: 'notifications',
  sla: 'sla',
  bulk: 'bulk',
} as const;
/** The name of one. */
export type JobQueueName = (typeof jobQueues)[keyof typeof jobQueues];

/** How every job is tried and kept: three attempts, 2 s and 4 s apart; the last 100 done and 50 failed stay to be looked at. */
export const jobOptions = {
  attempts: 3,
  backoff: { type: 'exponential', delay: 2_000 },
  removeOnComplete: { count: 100 },
  removeOnFail: { count: 50 },
} as const satisfies JobsOptions;

/** Prefix of every key. In braces, so that all keys of a queue share one slot of a Redis Cluster. */
export const jobPrefix = '{nixflow}';

/** A queue to add jobs to. On its connection depends whether adding waits for a Redis that is away or says no. */
export function openJobQueue(name: JobQueueName, connection: Redis): Queue {
  return new Queue(name, { connection, prefix: jobPrefix, defaultJobOptions: jobOptions });
}
