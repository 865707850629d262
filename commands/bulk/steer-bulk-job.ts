import { BULK_STEERING, type BulkSteering } from '#domain/bulk/words';
import { Problem } from '#domain/contracts/problem';
import { requireWorker } from '#domain/permissions/require-worker';
import { canDelete } from '#domain/permissions/ticket';
import { bulkJobs, type BulkJob } from '#store/bulk/bulk-jobs';
import { insertOutbox } from '#store/outbox/insert-outbox';
import { inTransaction } from '#store/transaction';
import type { CommandContext } from '../tickets/command-context.ts';
import { requireThat } from '../tickets/require-that.ts';
import { wake } from './start-bulk-job.ts';

/**
 * Pause one's own bulk job, have it go on, or end it. The ticket that is under way is done all the same. Asked twice, the
 * second changes nothing.
 *
 * @throws {Problem} `forbidden`, `not_found` (also somebody else's), `not_possible` (it has ended)
 */
export async function steerBulkJob(
  { pool, actor, deliverSoon }: Pick<CommandContext, 'pool' | 'actor' | 'deliverSoon'>,
  { jobId, steering }: { readonly jobId: string; readonly steering: BulkSteering },
): Promise<BulkJob> {
  const { job, outbox } = await inTransaction(pool, async (client) => {
    const { id } = requireWorker(actor);
    const before = await bulkJobs.find(client, jobId);
    if (before?.staffId !== id) throw new Problem('not_found');
    // A token that allows less than its owner has no part in what needs more.
    requireThat(steering !== 'resume' || before.act.type !== 'deletion' || canDelete(actor));
    const moved = await bulkJobs.move(client, jobId, BULK_STEERING[steering]);
    const now = moved ?? (await bulkJobs.find(client, jobId)) ?? before;
    if (!moved && now.endedAt !== null && steering !== 'cancel') {
      throw new Problem('not_possible', { detail: 'The job has ended.', reason: 'job_ended' });
    }
    const rows = moved && steering === 'resume' ? await insertOutbox(client, [wake(jobId)]) : [];
    return { job: now, outbox: rows };
  });
  deliverSoon(outbox);
  return job;
}
