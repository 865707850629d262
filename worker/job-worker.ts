import { jobPrefix, type JobQueueName } from '#jobs/job-queue';
import type { Logger } from '#process/logger';
import { within } from '#process/within';
import { Worker, type Job } from 'bullmq';
import type { Redis } from 'ioredis';
import type { Counter } from 'prom-client';
import type { RunningRole } from './role.ts';

/** Below the 30 s a process has to end. */
const longestCloseMs = 20_000;

interface JobWorkerSettings {
  readonly queue: JobQueueName;
  readonly connection: Redis;
  readonly process: (job: Job) => Promise<void>;
  /** Jobs at once; five unless told. */
  readonly concurrency?: number;
  readonly logger: Logger;
  /** Counts jobs by `queue` and `outcome` (`completed`, `failed` after the last attempt, `retried`). */
  readonly counter: Counter<'queue' | 'outcome'>;
  /** Called when it stopped for good, by no wish of ours. */
  readonly giveUp: (error: unknown) => void;
}

/** Process the jobs of one queue until closed. A Redis that is away is waited for. */
export function startJobWorker({
  queue,
  connection,
  process,
  concurrency = 5,
  logger,
  counter,
  giveUp,
}: JobWorkerSettings): RunningRole {
  const worker = new Worker(queue, process, { connection, prefix: jobPrefix, concurrency, autorun: false });
  worker.on('completed', () => {
    counter.inc({ queue, outcome: 'completed' });
  });
  worker.on('failed', (job, error) => {
    const last = job === undefined || job.attemptsMade >= (job.opts.attempts ?? 1);
    counter.inc({ queue, outcome: last ? 'failed' : 'retried' });
    logger[last ? 'error' : 'warn']({ err: error, queue, jobId: job?.id, attempt: job?.attemptsMade }, 'A job failed.');
  });
  worker.on('error', (error) => {
    logger.debug({ err: error, queue }, 'The job worker met an error and goes on.');
  });
  worker.run().catch((error: unknown) => {
    giveUp(new Error(`The worker of queue "${queue}" stopped.`, { cause: error }));
  });
  return {
    ready: () => worker.isRunning() && connection.status === 'ready',
    async close() {
      // With Redis away BullMQ would wait for it to say goodbye, so the connections are cut instead.
      const isAway = connection.status !== 'ready';
      await within(longestCloseMs, `the worker of queue "${queue}"`, worker.close(isAway));
    },
  };
}
