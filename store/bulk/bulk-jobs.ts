import type { BulkItemState, BulkState } from '#domain/bulk/words';
import type { BulkAct } from '#domain/contracts/bulk-job';
import type { Actor } from '#domain/permissions/actor';
import type { PoolClient } from 'pg';
import { millisecondsOf as ms } from '../milliseconds-of.ts';
import type { Queryable } from '../queryable.ts';
import { sqlParameters } from '../sql-parameters.ts';
import { seenBy } from '../tickets/seen-by.ts';
import { ticketsThat, type TicketFilter } from '../tickets/ticket-filter.ts';

/** A job with its progress. Instants in ms. */
export interface BulkJob {
  readonly id: string;
  readonly staffId: string;
  readonly act: BulkAct;
  readonly state: BulkState;
  readonly total: number;
  readonly done: number;
  readonly refused: number;
  readonly failed: number;
  readonly createdAt: number;
  readonly endedAt: number | null;
}

/** One ticket of a job. */
export interface BulkItem {
  readonly position: number;
  readonly ticketId: string;
}

/** An item as a report tells it. */
export interface ReportedItem extends BulkItem {
  readonly number: number;
  /** Empty: whoever reads it does not see the ticket any more. */
  readonly subject: string;
  readonly state: BulkItemState;
  readonly problem: string | null;
}

const columns = `j.id, j.staff_id AS "staffId", j.act, j.state, j.total, j.done, j.refused, j.failed,
  ${ms('j.created_at')} AS "createdAt", ${ms('j.ended_at')} AS "endedAt"`;

/** How long jobs that ended are kept for people to look at. */
const retentionDays = 30;

/**
 * Write a job with its items: the tickets that fit at this moment, by number.
 *
 * @param most one more than may be in it, so that too many are noticed
 * @returns null if nothing fits
 */
async function insert(
  client: Queryable,
  { staffId, act, filter, most }: { staffId: string; act: BulkAct; filter: TicketFilter; most: number },
): Promise<BulkJob | null> {
  const parameters = sqlParameters();
  const { add } = parameters;
  const { rows } = await client.query<BulkJob>(
    `WITH fits AS (
       SELECT t.id, row_number() OVER (ORDER BY t.number) AS position FROM ticket t
       WHERE ${ticketsThat(filter, parameters)} ORDER BY t.number LIMIT ${add(most)}
     ), job AS (
       INSERT INTO bulk_job AS j (staff_id, act, total)
       SELECT ${add(staffId)}, ${add(JSON.stringify(act))}, count(*) FROM fits HAVING count(*) > 0
       RETURNING ${columns}
     ), item AS (
       INSERT INTO bulk_item (job_id, position, ticket_id) SELECT job.id, fits.position, fits.id FROM job, fits
     )
     SELECT * FROM job`,
    parameters.values,
  );
  return rows[0] ?? null;
}

async function find(client: Queryable, id: string): Promise<BulkJob | null> {
  const { rows } = await client.query<BulkJob>(`SELECT ${columns} FROM bulk_job j WHERE id = $1`, [id]);
  return rows[0] ?? null;
}

/** A person's jobs, newest first. */
async function listOf(client: Queryable, staffId: string, limit: number): Promise<BulkJob[]> {
  const { rows } = await client.query<BulkJob>(
    `SELECT ${columns} FROM bulk_job j WHERE staff_id = $1 ORDER BY created_at DESC, id LIMIT $2`,
    [staffId, limit],
  );
  return rows;
}

/** Move a job from one of some states to another. @returns the job as it is then; null if it is in none of these */
async function move(
  client: Queryable,
  id: string,
  { from, to }: { readonly from: readonly BulkState[]; readonly to: BulkState },
): Promise<BulkJob | null> {
  const { rows } = await client.query<BulkJob>(
    `UPDATE bulk_job j SET state = $3, touched_at = nixflow_now(),
       ended_at = CASE WHEN $3 IN ('done', 'cancelled', 'stopped') THEN nixflow_now() END
     WHERE id = $1 AND state = ANY($2) RETURNING ${columns}`,
    [id, from, to],
  );
  return rows[0] ?? null;
}

/** An item takes milliseconds, and each is noted: after so many seconds nobody is on the job any more. */
const forgottenAfterSeconds = 30;

/**
 * Begin a job, or go on with it, unless somebody works on another of the same person: one after the other, so that whoever
 * has many keeps nobody else waiting. In a transaction of its own.
 *
 * @returns the job; null if it is not to be worked on now
 */
async function begin(client: PoolClient, id: string): Promise<BulkJob | null> {
  await client.query('SELECT pg_advisory_xact_lock(hashtextextended(staff_id::text, 0)) FROM bulk_job WHERE id = $1', [
    id,
  ]);
  const { rows } = await client.query<BulkJob>(
    `UPDATE bulk_job j SET state = 'running', touched_at = nixflow_now()
     WHERE id = $1 AND state IN ('waiting', 'running') AND NOT EXISTS (
       SELECT FROM bulk_job o WHERE o.staff_id = j.staff_id AND o.id <> j.id AND o.state = 'running'
         AND o.touched_at > nixflow_now() - $2 * INTERVAL '1 second')
     RETURNING ${columns}`,
    [id, forgottenAfterSeconds],
  );
  return rows[0] ?? null;
}

/** The job of a person that waits longest; null if none does. */
async function nextWaitingOf(client: Queryable, staffId: string): Promise<string | null> {
  const { rows } = await client.query<{ id: string }>(
    `SELECT id FROM bulk_job WHERE staff_id = $1 AND state = 'waiting' ORDER BY created_at, id LIMIT 1`,
    [staffId],
  );
  return rows[0]?.id ?? null;
}

/** How many jobs of a person have not ended. */
async function countOpenOf(client: Queryable, staffId: string): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    'SELECT count(*)::int AS count FROM bulk_job WHERE staff_id = $1 AND ended_at IS NULL',
    [staffId],
  );
  return rows[0]?.count ?? 0;
}

/** The next items that nothing became of yet. */
async function nextItems(client: Queryable, id: string, limit: number): Promise<BulkItem[]> {
  const { rows } = await client.query<BulkItem>(
    `SELECT position, ticket_id AS "ticketId" FROM bulk_item WHERE job_id = $1 AND state = 'waiting'
     ORDER BY position LIMIT $2`,
    [id, limit],
  );
  return rows;
}

/** Write what became of an item, once, and count it. @returns the job as it is then, whoever wrote it */
async function settle(
  client: Queryable,
  id: string,
  position: number,
  { state, problem }: { readonly state: Exclude<BulkItemState, 'waiting'>; readonly problem: string | null },
): Promise<BulkJob | null> {
  const { rows } = await client.query<BulkJob>(
    `WITH item AS (
       UPDATE bulk_item SET state = $3, problem = $4 WHERE job_id = $1 AND position = $2 AND state = 'waiting'
       RETURNING state
     ), counted AS (
       SELECT count(*) FILTER (WHERE state = 'done') AS done, count(*) FILTER (WHERE state = 'refused') AS refused,
         count(*) FILTER (WHERE state = 'failed') AS failed FROM item
     )
     UPDATE bulk_job j SET touched_at = nixflow_now(), done = j.done + counted.done,
       refused = j.refused + counted.refused, failed = j.failed + counted.failed
     FROM counted WHERE j.id = $1 RETURNING ${columns}`,
    [id, position, state, problem],
  );
  return rows[0] ?? null;
}

/** Which items of a report, and for whom. */
interface ReportWanted {
  readonly viewer: Actor;
  readonly state: BulkItemState | undefined;
  readonly after: number;
  readonly limit: number;
}

/** A page of what became of its items. Of tickets that the viewer does not see any more the subject is empty. */
async function report(
  client: Queryable,
  id: string,
  { viewer, state, after, limit }: ReportWanted,
): Promise<ReportedItem[]> {
  const parameters = sqlParameters();
  const { add } = parameters;
  const { rows } = await client.query<ReportedItem>(
    `SELECT i.position, i.ticket_id AS "ticketId", t.number::float8 AS number,
       CASE WHEN ${seenBy(viewer, parameters)} THEN t.subject ELSE '' END AS subject, i.state, i.problem
     FROM bulk_item i JOIN ticket t ON t.id = i.ticket_id
     WHERE i.job_id = ${add(id)} AND i.position > ${add(after)}
       AND ${state === undefined ? 'true' : `i.state = ${add(state)}`}
     ORDER BY i.position LIMIT ${add(limit)}`,
    parameters.values,
  );
  return rows;
}

/** Ids of jobs that should move and have not for so long: their worker died, or the queue forgot them. */
async function forgotten(client: Queryable, limit: number): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `SELECT id FROM bulk_job WHERE ended_at IS NULL AND state IN ('waiting', 'running')
       AND touched_at < (SELECT nixflow_now() - $1 * INTERVAL '1 second') ORDER BY touched_at LIMIT $2`,
    [forgottenAfterSeconds, limit],
  );
  return rows.map(({ id }) => id);
}

/** Forget jobs that ended a month ago. The number of rows deleted. */
async function deleteOld(client: Queryable): Promise<number> {
  const { rowCount } = await client.query(
    `DELETE FROM bulk_job WHERE ended_at < nixflow_now() - $1 * INTERVAL '1 day'`,
    [retentionDays],
  );
  return rowCount ?? 0;
}

/** Acts on many tickets, and how far they are. */
export const bulkJobs = {
  ...{ insert, find, listOf, countOpenOf, begin, nextWaitingOf, move, nextItems, settle, report, forgotten, deleteOld },
};
