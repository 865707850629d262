import { MOST_BULK_ITEMS } from '#domain/bulk/words';
import type { BulkJobView, BulkPreview, BulkReport, BulkReportQuery } from '#domain/contracts/bulk-job';
import { Problem } from '#domain/contracts/problem';
import type { TicketFilterQuery } from '#domain/contracts/ticket-list';
import type { Actor } from '#domain/permissions/actor';
import { requireWorker } from '#domain/permissions/require-worker';
import { bulkJobs, type BulkJob } from '#store/bulk/bulk-jobs';
import type { Queryable } from '#store/queryable';
import { countTickets } from '#store/tickets/count-tickets';
import { filterOf } from '#store/tickets/filter-of';
import { presentBulkJob } from './present-bulk-job.ts';
import { readWhere } from './read-where.ts';
import { refuseCursor } from './refuse-cursor.ts';

/** More than anybody looks through. */
const mostListed = 50;
/** Positions are counted in PostgreSQL's `integer`. */
const largestPosition = 2 ** 31 - 1;

/** One's own bulk jobs, newest first. @throws {Problem} `forbidden` */
export async function listBulkJobs(client: Queryable, actor: Actor): Promise<BulkJobView[]> {
  const { id } = requireWorker(actor);
  return (await bulkJobs.listOf(client, id, mostListed)).map(presentBulkJob);
}

/** How many tickets a job over a filter would have now. @throws {Problem} `forbidden`, `invalid_request` (a condition) */
export async function previewBulkJob(client: Queryable, actor: Actor, query: TicketFilterQuery): Promise<BulkPreview> {
  const worker = requireWorker(actor);
  const filter = filterOf(worker, query, query.where && (await readWhere(client, query.where)));
  const { fit } = await countTickets(client, { fit: filter }, MOST_BULK_ITEMS + 1);
  return { count: Math.min(fit, MOST_BULK_ITEMS), isMore: fit > MOST_BULK_ITEMS };
}

/** One of one's own bulk jobs. @throws {Problem} `forbidden`; `not_found`, also somebody else's */
export async function readBulkJob(client: Queryable, actor: Actor, jobId: string): Promise<BulkJobView> {
  return presentBulkJob(await requireOwn(client, actor, jobId));
}

/**
 * What became of the tickets of one's own bulk job. The subject of one that they do not see any more is empty.
 *
 * @throws {Problem} `forbidden`, `not_found`, `invalid_request` (a cursor that is none)
 */
export async function readBulkReport(
  client: Queryable,
  actor: Actor,
  { jobId, state, after, limit }: BulkReportQuery & { readonly jobId: string },
): Promise<BulkReport> {
  await requireOwn(client, actor, jobId);
  const from = after === undefined ? 0 : Number(after);
  if (!Number.isInteger(from) || from < 0 || from > largestPosition) refuseCursor('/after');
  const found = await bulkJobs.report(client, jobId, { viewer: actor, state, after: from, limit: limit + 1 });
  const items = found.slice(0, limit);
  return {
    items: items.map(({ ticketId, number, subject, state: became, problem }) => ({
      ...{ ticketId, number, subject, state: became, problem },
    })),
    next: found.length > limit ? String(items.at(-1)?.position ?? '') : null,
  };
}

async function requireOwn(client: Queryable, actor: Actor, jobId: string): Promise<BulkJob> {
  const { id } = requireWorker(actor);
  const job = await bulkJobs.find(client, jobId);
  if (job?.staffId !== id) throw new Problem('not_found');
  return job;
}
