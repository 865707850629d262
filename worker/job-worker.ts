import { setTimeout as wait } from 'node:timers/promises';
import { jobPrefix, type JobQueueName } from '#jobs/job-queue';
import type { Logger } from '#process/logger';
import { within } from '#process/within';
import { Worker, type Job } from 'bullmq';
import type { Redis } from 'ioredis';
import type { Counter } from 'prom-client';
import type { RunningRole } from './role.ts';

/** Below the 30 s a process has to end. */
const longestCloseMs = 20_000;
/** How long saying goodbye to Redis may take once no job is under way. ioredis gives a silent server 2 s. */
const longestGoodbyeMs = 3_000;
const lookEveryMs = 50;

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
  let underWay = 0;
  const processOne = async (job: Job) => {
    underWay++;
    try {
      await process(job);
    } finally {
      underWay--;
    }
  };
  const quiet = async () => {
    for (let leftMs = longestGoodbyeMs; leftMs > 0; leftMs -= lookEveryMs) {
      await wait(lookEveryMs, undefined, { ref: false });
      if (underWay > 0) leftMs = longestGoodbyeMs;
    }
    return 'silent' as const;
  };
  const worker = new Worker(queue, processOne, { connection, prefix: jobPrefix, concurrency, autorun: false });
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
      // With one of its own connections between two tries, as shortly after Redis came back, BullMQ waits for ever for that
      // connection's end (taskforcesh/bullmq#4656): it is left then, once the jobs are done.
      const ended = Promise.race([worker.close(isAway), quiet()]);
      if ((await within(longestCloseMs, `the worker of queue "${queue}"`, ended)) === 'silent') {
        logger.warn({ queue }, 'The job worker left without a goodbye to Redis.');
      }
    },
  };
}
