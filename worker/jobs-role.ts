import { deleteOldSelfChecks } from '#commands/delete-old-self-checks';
import { failSelfCheck } from '#commands/fail-self-check';
import { reachSelfCheckStage } from '#commands/reach-self-check-stage';
import { failAbandonedSelfCheck } from '#jobs/fail-abandoned-self-check';
import { createHousekeepingProcessor, housekeepingSchedules } from '#jobs/housekeeping-job';
import { jobQueues, openJobQueue } from '#jobs/job-queue';
import { keepSchedules } from '#jobs/keep-schedules';
import { createSelfCheckProcessor } from '#jobs/self-check-job';
import { readNow } from '#store/clock';
import { selfChecks } from '#store/self-check';
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
    'fail-abandoned-self-check': () =>
      failAbandonedSelfCheck({
        readNow: () => readNow(parts.pool),
        latest: () => selfChecks.latest(parts.pool),
        fail: (id, failure) => failSelfCheck(parts, id, failure),
      }),
  });
  const shared = { connection, logger, counter, giveUp: (error: unknown) => parts.giveUp('jobs', error) };
  const workers = [
    startJobWorker({ ...shared, queue: jobQueues.selfCheck, process: (job) => processSelfCheck(job.data) }),
    startJobWorker({ ...shared, queue: jobQueues.housekeeping, process: (job) => processHousekeeping(job.name) }),
  ];
  const queue = openJobQueue(jobQueues.housekeeping, connection);
  queue.on('error', (error) => logger.debug({ err: error }, 'The housekeeping queue met an error.'));
  const keeper = keepSchedules({ queue, connection, schedules: housekeepingSchedules, logger });

  return {
    ready: () => workers.every((worker) => worker.ready()),
    async close() {
      keeper.stop();
      await Promise.all(workers.map((worker) => worker.close()));
      await queue.close();
      connection.disconnect();
    },
  };
}
