import { doBulkItem } from '#commands/bulk/do-bulk-item';
import type { CommandContext } from '#commands/tickets/command-context';
import type { BulkItemState } from '#domain/bulk/words';
import { Problem } from '#domain/contracts/problem';
import type { StaffEvent } from '#domain/contracts/realtime';
import type { StaffActor } from '#domain/permissions/actor';
import { canWork } from '#domain/permissions/ticket';
import type { Logger } from '#process/logger';
import { bulkJobs, type BulkItem, type BulkJob } from '#store/bulk/bulk-jobs';
import { isStoreAway } from '#store/is-store-away';
import { staff } from '#store/people/staff';
import { inTransaction } from '#store/transaction';
import { z } from 'zod';

/** What a job of the queue `bulk` carries. */
const bulkJobData = z.strictObject({ jobId: z.uuid() });

/** What working on bulk jobs needs. */
export interface BulkPorts extends Pick<CommandContext, 'pool' | 'deliverSoon'> {
  readonly logger: Logger;
  /** Have a job worked on; rejects soon if Redis does not answer. */
  readonly queue: (jobId: string) => Promise<void>;
  /** Tell the browsers of one person; rejects soon if Redis does not answer. */
  readonly tell: (staffId: string, event: StaffEvent) => Promise<void>;
}

/** As many are asked for at once. */
const batch = 20;
/** Browsers are told no more often; milliseconds. */
const tellEveryMs = 500;

/**
 * Work on a bulk job until it ends, is paused, or this process ends. Of one person one at a time.
 *
 * Safe to repeat, and by several at once: each item is done under a key of its own, so that whoever comes to it again gets
 * the first answer, and what became of it is written once. A worker that dies leaves a job that the sweep finds.
 *
 * @throws what says that the database does not answer: the queue tries again
 */
export function createBulkProcessor(ports: BulkPorts) {
  const { pool } = ports;
  return async (data: unknown, leaving: AbortSignal): Promise<void> => {
    const { jobId } = bulkJobData.parse(data);
    let job = await inTransaction(pool, (client) => bulkJobs.begin(client, jobId));
    const progress = createProgress(ports);
    while (job?.state === 'running' && !leaving.aborted) {
      const items = await bulkJobs.nextItems(pool, jobId, batch);
      job = items.length === 0 ? await finish(pool, jobId) : await doBatch(ports, { job, items, leaving, progress });
    }
    if (!job) return;
    await progress.tellNow(job);
    if (job.state !== 'running') await goOn(ports, job);
  };
}

/** The next one of the same person. Without Redis, and after a job that was moved elsewhere, the sweep finds it. */
async function goOn({ pool, queue, logger }: BulkPorts, { staffId }: BulkJob): Promise<void> {
  const next = await bulkJobs.nextWaitingOf(pool, staffId);
  if (next === null) return;
  await queue(next).catch((error: unknown) => {
    logger.debug({ err: error, bulkJobId: next }, 'A bulk job could not be queued: Redis does not answer.');
  });
}

/** Another may have finished, paused or ended it meanwhile. */
const finish = (pool: BulkPorts['pool'], jobId: string) =>
  bulkJobs.move(pool, jobId, { from: ['running'], to: 'done' });

interface Batch {
  readonly job: BulkJob;
  readonly items: readonly BulkItem[];
  readonly leaving: AbortSignal;
  readonly progress: ReturnType<typeof createProgress>;
}

async function doBatch(ports: BulkPorts, { job, items, leaving, progress }: Batch): Promise<BulkJob | null> {
  let now: BulkJob | null = job;
  for (const item of items) {
    if (now?.state !== 'running' || leaving.aborted) return now;
    // Asked before each: whoever is let go changes nothing more, and whoever may do less is refused what they may not.
    const actor = await staff.findActor(ports.pool, job.staffId);
    if (!actor || !canWork(actor)) return bulkJobs.move(ports.pool, job.id, { from: ['running'], to: 'stopped' });
    const outcome = await doItem(ports, job, actor, item);
    now = await bulkJobs.settle(ports.pool, job.id, item.position, outcome);
    if (now) progress.tell(now);
  }
  return now;
}

async function doItem(
  { pool, deliverSoon, logger }: BulkPorts,
  { id, act }: BulkJob,
  actor: StaffActor,
  { ticketId, position }: BulkItem,
): Promise<{ readonly state: Exclude<BulkItemState, 'waiting'>; readonly problem: string | null }> {
  try {
    const context = { pool, deliverSoon, actor, idempotencyKey: `bulk-${id}-${String(position)}` };
    await doBulkItem(context, ticketId, act);
    return { state: 'done', problem: null };
  } catch (error) {
    if (error instanceof Problem && error.status < 500) return { state: 'refused', problem: error.code };
    if (isStoreAway(error)) throw error;
    logger.error({ err: error, bulkJobId: id, ticketId }, 'A ticket of a bulk job could not be changed.');
    return { state: 'failed', problem: null };
  }
}

/** Tells whoever started it how far it is, now and then. That browsers are not told stops nothing: they ask. */
function createProgress({ tell, logger }: BulkPorts) {
  let toldAt = 0;
  const tellNow = async ({ id, staffId }: BulkJob) => {
    toldAt = performance.now();
    await tell(staffId, { type: 'bulk_job.changed', jobId: id }).catch((error: unknown) => {
      logger.debug({ err: error }, 'Nobody was told how far a bulk job is: Redis does not answer.');
    });
  };
  return {
    tellNow,
    tell(job: BulkJob) {
      if (performance.now() - toldAt > tellEveryMs) void tellNow(job);
    },
  };
}
