import { deleteOldSelfChecks } from '#commands/delete-old-self-checks';
import { reachSelfCheckStage } from '#commands/reach-self-check-stage';
import { createHousekeepingProcessor, housekeepingSchedules } from '#jobs/housekeeping-job';
import { jobQueues, openJobQueue } from '#jobs/job-queue';
import { keepSchedules } from '#jobs/keep-schedules';
import { createSelfCheckProcessor } from '#jobs/self-check-job';
import { Counter } from 'prom-client';
import { startJobWorker } from './job-worker.ts';
import type { RunningRole, WorkerParts } from './role.ts';

/** Role `jobs`: processes the queues of BullMQ and keeps their schedules. Waits for a Redis that is away. */
export function startJobsRole(parts: WorkerParts): RunningRole {
  const logger = parts.logger.child({ role: 'jobs' });
  // BullMQ's workers wait for a Redis that is away, so their commands must not give up; `parts.redis` says when it goes.
  const connection = parts.redis.duplicate({ maxRetriesPerRequest: null });
  connection.on('error', (err) => logger.debug({ err }, 'the job connection to Redis failed'));

  const counter = new Counter({
    name: 'nixflow_jobs_total',
    help: 'Jobs processed, by queue and outcome.',
    labelNames: ['queue', 'outcome'],
    registers: [parts.metrics.registry],
  });
  const processSelfCheck = createSelfCheckProcessor({
    recordJob: (id) => reachSelfCheckStage(parts, id, 'job'),
    tellWorkflow: (id) => parts.engine.tellWorkflow(id),
  });
  const processHousekeeping = createHousekeepingProcessor({
    'delete-old-self-checks': () => deleteOldSelfChecks(parts.pool),
  });
  const shared = { connection, logger, counter };
  const workers = [
    startJobWorker({ ...shared, queue: jobQueues.selfCheck, process: (job) => processSelfCheck(job.data) }),
    startJobWorker({ ...shared, queue: jobQueues.housekeeping, process: (job) => processHousekeeping(job.name) }),
  ];
  const queue = openJobQueue(jobQueues.housekeeping, connection);
  queue.on('error', (error) => logger.debug({ err: error }, 'The housekeeping queue met an error.'));
  const keeper = keepSchedules({ queue, connection, schedules: housekeepingSchedules, logger });

  return {
    failure: () => workers.map((worker) => worker.failure()).find((failure) => failure !== undefined),
    ready: () => workers.every((worker) => worker.ready()),
    async close() {
      keeper.stop();
      await Promise.all(workers.map((worker) => worker.close()));
      await queue.close();
      connection.disconnect();
    },
  };
}
