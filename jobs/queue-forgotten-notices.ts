import { notices } from '#store/notices/notices';
import type { Queryable } from '#store/queryable';
import type { Queue } from 'bullmq';

/** Notices are pushed in milliseconds; after this nobody is on it any more, or the queue is long. */
const forgottenAfterSeconds = 30;
/** Jobs added at once; what is left is for the next time. */
const limit = 200;

/**
 * Put a job into the queue for each effect whose notices nobody pushed: their job was in a Redis that was flushed, or failed
 * three times.
 *
 * Safe to repeat: the job's id is that of its effect, so while one waits another is not added. It is forgotten when it ends,
 * whichever way, or its id could not come back.
 *
 * @returns how many effects there were
 */
export async function queueForgottenNotices(pool: Queryable, queue: Queue): Promise<number> {
  const keys = await notices.effectsUnpushedFor(pool, { seconds: forgottenAfterSeconds, limit });
  const jobs = keys.map((effectKey) => ({
    name: queue.name,
    data: { effectKey },
    // BullMQ reads colons in an id as its own.
    opts: { jobId: `forgotten-${encodeURIComponent(effectKey)}`, removeOnComplete: true, removeOnFail: true },
  }));
  if (jobs.length > 0) await queue.addBulk(jobs);
  return jobs.length;
}
