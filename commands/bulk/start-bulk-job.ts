import { MOST_BULK_ITEMS } from '#domain/bulk/words';
import type { BulkRequest } from '#domain/contracts/bulk-job';
import { Problem } from '#domain/contracts/problem';
import type { StaffActor } from '#domain/permissions/actor';
import { requireWorker } from '#domain/permissions/require-worker';
import { canDelete } from '#domain/permissions/ticket';
import { readWhere } from '#queries/read-where';
import { bulkJobs, type BulkJob } from '#store/bulk/bulk-jobs';
import { insertOutbox } from '#store/outbox/insert-outbox';
import type { OutboxRow } from '#store/outbox/outbox-row';
import { filterOf } from '#store/tickets/filter-of';
import type { TicketFilter } from '#store/tickets/ticket-filter';
import type { Queryable } from '#store/queryable';
import { inTransaction } from '#store/transaction';
import { answerOnce } from '../tickets/answer-once.ts';
import type { CommandContext } from '../tickets/command-context.ts';
import { requireThat } from '../tickets/require-that.ts';

/** What starting a job needs. */
type BulkContext = Pick<CommandContext, 'pool' | 'actor' | 'deliverSoon' | 'idempotencyKey'>;

/**
 * Begin to do something to many tickets: those that fit now, of those the actor may see. A worker does it, one after the
 * other, as the actor, whose rights are asked for each.
 *
 * @throws {Problem} `forbidden`, `not_possible` (nothing fits, or too much; too many of theirs are open), `invalid_request` (a condition that cannot be
 * asked), `idempotency_key_reused`
 */
export async function startBulkJob(
  { pool, actor, deliverSoon, idempotencyKey }: BulkContext,
  request: BulkRequest,
): Promise<BulkJob> {
  const starter = requireWorker(actor);
  requireThat(request.act.type !== 'deletion' || canDelete(starter));
  const { job, outbox } = await inTransaction(pool, async (client) => {
    const woken: OutboxRow[] = [];
    const made = await answerOnce(client, { actor, idempotencyKey, route: 'start-bulk-job' }, request, async () => {
      const written = await write(client, starter, request);
      woken.push(...(await insertOutbox(client, [wake(written.id)])));
      return written;
    });
    return { job: made, outbox: woken };
  });
  deliverSoon(outbox);
  return job;
}

/** More that wait are a script that runs wild. */
const mostOpen = 20;

async function write(client: Queryable, starter: StaffActor, { act, tickets }: BulkRequest): Promise<BulkJob> {
  if ((await bulkJobs.countOpenOf(client, starter.id)) >= mostOpen) {
    throw new Problem('not_possible', { detail: 'Too many of your jobs have not ended.', reason: 'too_many_jobs' });
  }
  const filter = await readFilter(client, starter, tickets);
  const made = await bulkJobs.insert(client, { staffId: starter.id, act, filter, most: MOST_BULK_ITEMS + 1 });
  if (!made) throw new Problem('not_possible', { detail: 'No ticket fits.', reason: 'no_tickets' });
  if (made.total > MOST_BULK_ITEMS) {
    throw new Problem('not_possible', {
      detail: `More than ${String(MOST_BULK_ITEMS)} tickets fit.`,
      reason: 'too_many_tickets',
    });
  }
  return made;
}

async function readFilter(
  client: Queryable,
  actor: StaffActor,
  tickets: BulkRequest['tickets'],
): Promise<TicketFilter> {
  if ('ticketIds' in tickets) return { actor, place: 'anywhere', ids: tickets.ticketIds };
  const { where } = tickets.filter;
  const place = { in: 'body', pointer: '/tickets/filter/where' } as const;
  return filterOf(actor, tickets.filter, where && (await readWhere(client, where, place)));
}

/** The outbox row by which a worker hears of a job. */
export const wake = (jobId: string) =>
  ({ destination: 'bullmq', ticketId: null, seq: 0, payload: { queue: 'bulk', data: { jobId } } }) as const;
