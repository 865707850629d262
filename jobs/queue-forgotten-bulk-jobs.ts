import { bulkJobs } from '#store/bulk/bulk-jobs';
import type { Queryable } from '#store/queryable';
import type { Queue } from 'bullmq';

const limit = 100;

/**
 * Put those bulk jobs into the queue again on which nobody works: their worker died, or Redis was flushed.
 *
 * Safe to repeat: while one waits in the queue another is not added, and two that work on one do each item once.
 *
 * @returns how many there were
 */
export async function queueForgottenBulkJobs(pool: Queryable, queue: Queue): Promise<number> {
  const ids = await bulkJobs.forgotten(pool, limit);
  const jobs = ids.map((jobId) => ({
    name: queue.name,
    data: { jobId },
    opts: { jobId: `forgotten-${jobId}`, removeOnComplete: true, removeOnFail: true },
  }));
  if (jobs.length > 0) await queue.addBulk(jobs);
  return jobs.length;
}
