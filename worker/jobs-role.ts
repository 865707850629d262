import { deleteUnusedAttachments } from '#commands/attachments/delete-unused-attachments';
import { deleteOldSelfChecks } from '#commands/delete-old-self-checks';
import { failSelfCheck } from '#commands/fail-self-check';
import { mailNotices } from '#commands/notices/mail-notices';
import { reachSelfCheckStage } from '#commands/reach-self-check-stage';
import { failAbandonedSelfCheck } from '#jobs/fail-abandoned-self-check';
import { createHousekeepingProcessor, housekeepingSchedules } from '#jobs/housekeeping-job';
import { jobQueues, openJobQueue, type JobQueueName } from '#jobs/job-queue';
import { keepSchedules } from '#jobs/keep-schedules';
import { createNotificationProcessor } from '#jobs/notification-job';
import { queueForgottenBulkJobs } from '#jobs/queue-forgotten-bulk-jobs';
import { queueForgottenNotices } from '#jobs/queue-forgotten-notices';
import { resealFormerSecrets } from '#jobs/reseal-former-secrets';
import { createBulkProcessor, type BulkPorts } from '#jobs/run-bulk-job';
import { createSelfCheckProcessor } from '#jobs/self-check-job';
import { startForgottenDeliveries } from '#jobs/start-forgotten-deliveries';
import { createSlaSweep, slaSweepSchedule } from '#jobs/sla-sweep';
import { createSweepFigures } from '#jobs/sla-sweep-figures';
import { openMailFiles } from '#mail/files/mail-files';
import { sendToStaffRoom } from '#process/publish-realtime';
import { within } from '#process/within';
import { bulkJobs } from '#store/bulk/bulk-jobs';
import { readNow } from '#store/clock';
import { idempotencyKeys } from '#store/idempotency-keys';
import { notices } from '#store/notices/notices';
import { oneTimeLinks } from '#store/people/one-time-links';
import { sessions } from '#store/people/sessions';
import { selfChecks } from '#store/self-check';
import { engineRefusedIt } from '#temporal/engine-refused-it';
import { Counter } from 'prom-client';
import { startJobWorker } from './job-worker.ts';
import type { RunningRole, WorkerParts } from './role.ts';

/** A Redis that accepts and stays silent would hold a job for ever. */
const redisDeadlineMs = 2_000;
/** How often schedules are written at least, so that a flushed Redis has them back. */
const writeEveryMs = 30_000;

/** Role `jobs`: processes the queues of BullMQ and keeps their schedules. Waits for a Redis that is away. */
export function startJobsRole(parts: WorkerParts): RunningRole {
  const logger = parts.logger.child({ role: 'jobs' });
  const { pool, sweepEveryMs } = parts;
  const files = openMailFiles(parts.attachmentsDir);
  // BullMQ's workers wait for a Redis that is away, so their commands must not give up; `parts.redis` says when it goes.
  const connection = parts.redis.duplicate({ maxRetriesPerRequest: null });
  connection.on('error', (err) => logger.debug({ err }, 'the job connection to Redis failed'));
  const open = (name: JobQueueName) => {
    const queue = openJobQueue(name, connection);
    queue.on('error', (error) => logger.debug({ err: error, queue: name }, 'A job queue met an error.'));
    return queue;
  };
  const queues = {
    housekeeping: open(jobQueues.housekeeping),
    notifications: open(jobQueues.notifications),
    sla: open(jobQueues.sla),
    bulk: open(jobQueues.bulk),
  };

  const deliverSoon: BulkPorts['deliverSoon'] = (rows) => parts.delivery.deliverSoon(rows);
  const processSelfCheck = createSelfCheckProcessor({
    recordJob: (id) => reachSelfCheckStage(parts, id, 'job'),
    tellWorkflow: (id) => parts.engine.tellWorkflow(id),
  });
  const processHousekeeping = createHousekeepingProcessor({
    'delete-old-self-checks': () => deleteOldSelfChecks(pool),
    'fail-abandoned-self-check': () =>
      failAbandonedSelfCheck({
        readNow: () => readNow(pool),
        latest: () => selfChecks.latest(pool),
        fail: (id, failure) => failSelfCheck(parts, id, failure),
      }),
    'delete-old-idempotency-keys': () => idempotencyKeys.deleteOld(pool),
    'delete-unused-attachments': () => deleteUnusedAttachments(pool, (id) => files.removeFile(id)),
    'queue-forgotten-notices': () => queueForgottenNotices(pool, queues.notifications),
    'mail-notices': () => mailNotices({ pool, deliverSoon, uiOrigin: parts.frontendUrl }),
    'delete-old-notices': () => notices.deleteOld(pool),
    'queue-forgotten-bulk-jobs': () => queueForgottenBulkJobs(pool, queues.bulk),
    'delete-old-bulk-jobs': () => bulkJobs.deleteOld(pool),
    'delete-old-sessions': () => sessions.deleteOld(pool),
    'delete-old-one-time-links': () => oneTimeLinks.deleteOld(pool),
    'reseal-secrets': () => resealFormerSecrets({ pool, logger, box: parts.box }),
  });
  const tell: BulkPorts['tell'] = (staffId, event) =>
    within(redisDeadlineMs, 'Redis', sendToStaffRoom(parts.redis, staffId, event));
  const processNotification = createNotificationProcessor({ pool, tell });
  const processBulkJob = createBulkProcessor({
    ...{ pool, logger, tell, deliverSoon },
    async queue(jobId) {
      await within(redisDeadlineMs, 'Redis', queues.bulk.add(queues.bulk.name, { jobId }));
    },
  });
  const ending = new AbortController();
  const sweep = createSlaSweep({
    pool,
    logger,
    everyMs: sweepEveryMs,
    figures: createSweepFigures(parts.metrics.registry),
    workersPoll: parts.workersPoll,
    nudge: (ticketId) => nudge(parts, ticketId),
  });

  const startDelivery = (id: string) => parts.ticketEngine.startDelivery(id);
  const sweepAll = async () => {
    await sweep(ending.signal);
    await startForgottenDeliveries({ pool, logger, start: startDelivery });
  };

  const counter = new Counter({
    name: 'nixflow_jobs_total',
    help: 'Jobs processed, by queue and outcome.',
    labelNames: ['queue', 'outcome'],
    registers: [parts.metrics.registry],
  });
  const shared = { connection, logger, counter, giveUp: (error: unknown) => parts.giveUp('jobs', error) };
  const workers = [
    startJobWorker({ ...shared, queue: jobQueues.selfCheck, process: (job) => processSelfCheck(job.data) }),
    startJobWorker({ ...shared, queue: jobQueues.housekeeping, process: (job) => processHousekeeping(job.name) }),
    startJobWorker({ ...shared, queue: jobQueues.notifications, process: (job) => processNotification(job.data) }),
    startJobWorker({ ...shared, queue: jobQueues.bulk, process: (job) => processBulkJob(job.data, ending.signal) }),
    startJobWorker({ ...shared, queue: jobQueues.sla, process: sweepAll, concurrency: 1 }),
  ];
  const keeping = { connection, logger };
  const keepers = [
    keepSchedules({ ...keeping, queue: queues.housekeeping, schedules: housekeepingSchedules, writeEveryMs }),
    keepSchedules({
      ...keeping,
      queue: queues.sla,
      schedules: [slaSweepSchedule(sweepEveryMs)],
      // A flush costs no more than one sweep.
      writeEveryMs: Math.min(writeEveryMs, sweepEveryMs),
    }),
  ];

  return {
    ready: () => workers.every((worker) => worker.ready()),
    async close() {
      for (const keeper of keepers) keeper.stop();
      ending.abort();
      await Promise.all(workers.map((worker) => worker.close()));
      await Promise.all(Object.values(queues).map((queue) => queue.close()));
      connection.disconnect();
    },
  };
}

async function nudge({ ticketEngine }: WorkerParts, ticketId: string): Promise<'accepted' | 'refused'> {
  try {
    await ticketEngine.nudge(ticketId);
    return 'accepted';
  } catch (error) {
    if (engineRefusedIt(error)) return 'refused';
    throw error;
  }
}
