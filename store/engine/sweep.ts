import type { Queryable } from '../queryable.ts';

/** A ticket whose workflow should have moved, or that may move now: it was held by what only newer code knows. */
export interface LateTicket {
  readonly ticketId: string;
  /** Of its engine row, as it was read: movement makes another. */
  readonly version: number;
  /** When it was last nudged (ms); null if not since it moved. */
  readonly nudgedAt: number | null;
}

/** How many tickets are late, by what they are late with, since when the oldest is, and how many are stuck, late or not. */
export interface LateFigures {
  /** Facts its workflow has not seen. */
  readonly news: number;
  /** An instant its workflow waits for passed, and it has seen all facts or was only just told of them. */
  readonly instant: number;
  /** How long the oldest of them has waited; 0 if there is none. */
  readonly oldestSeconds: number;
  readonly stuck: number;
}

/** How long a ticket's workflow may take to see a fact, or to note that an instant it waits for passed. */
const graceSeconds = 30;
/** So many accepted nudges that did not help make a ticket stuck. */
const nudgesToStuck = 3;

/**
 * `$1` is the instant of the sweep. A value, not `nixflow_now()`: only for a value PostgreSQL knows how few rows are late, and
 * uses the indexes.
 */
const isLate = `(news_since < $1::timestamptz - INTERVAL '${graceSeconds} s'
  OR next_at < $1::timestamptz - INTERVAL '${graceSeconds} s')`;
const before = (milliseconds: string) => `$1::timestamptz - ${milliseconds}::float8 * INTERVAL '1 millisecond'`;
const hasRested = (milliseconds: string) => `(nudged_at IS NULL OR nudged_at <= ${before(milliseconds)})`;

/** Count the late. A ticket that is late with both counts as late with news. */
async function figures(client: Queryable, now: Date): Promise<LateFigures> {
  const { rows } = await client.query<LateFigures>(
    `WITH late AS (
       SELECT coalesce(news_since < $1::timestamptz - INTERVAL '${graceSeconds} s', false) AS has_news,
         least(news_since, next_at) AS since
       FROM ticket_engine WHERE ${isLate}
     )
     SELECT (count(*) FILTER (WHERE has_news))::float8 AS news,
       (count(*) FILTER (WHERE NOT has_news))::float8 AS instant,
       coalesce(extract(epoch FROM $1::timestamptz - min(since)), 0)::float8 AS "oldestSeconds",
       (SELECT count(*) FROM ticket_engine WHERE stuck_at IS NOT NULL)::float8 AS stuck
     FROM late`,
    [now],
  );
  const [row] = rows;
  if (row === undefined) throw new Error('Counting gave no row.');
  return row;
}

/** Whom to nudge: at most `limit`, and nobody again before he has rested (ms). The stuck need not be late. */
export interface WhomToNudge {
  readonly now: Date;
  readonly limit: number;
  readonly restMs: number;
  /** The same for those that are stuck. */
  readonly stuckRestMs: number;
}

/**
 * Tickets to be nudged, those that have waited longest first; the stuck come last, or enough of them would keep all others
 * from being helped.
 *
 * Stuck but not late are those whose flows are held by a fact that only newer code knows. Nothing but a look at it by newer
 * code sets them going, and their rest counts from the last look.
 */
async function find(
  client: Queryable,
  { now, limit, restMs, stuckRestMs }: WhomToNudge,
): Promise<readonly LateTicket[]> {
  const { rows } = await client.query<LateTicket>(
    `SELECT ticket_id AS "ticketId", version, (extract(epoch FROM nudged_at) * 1000)::float8 AS "nudgedAt"
     FROM ticket_engine
     WHERE (${isLate} AND CASE WHEN stuck_at IS NULL THEN ${hasRested('$3')} ELSE ${hasRested('$4')} END)
       OR (stuck_at IS NOT NULL AND greatest(nudged_at, saved_at) <= ${before('$4')})
     ORDER BY stuck_at IS NOT NULL, least(news_since, next_at), ticket_id LIMIT $2`,
    [now, limit, restMs, stuckRestMs],
  );
  return rows;
}

/**
 * Note that the engine took a nudge, unless the ticket moved or somebody else noted one since it was read.
 *
 * @param counts false while nobody would act on it: then it says nothing about the ticket
 * @returns whether it was noted
 */
async function noteNudge(
  client: Queryable,
  { ticketId, version, nudgedAt }: LateTicket,
  counts: boolean,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `UPDATE ticket_engine SET nudged_at = nixflow_now(), nudges = least(nudges::int + $4::int, 32767)
     WHERE ticket_id = $1 AND version = $2 AND nudged_at IS NOT DISTINCT FROM $3`,
    [ticketId, version, nudgedAt === null ? null : new Date(nudgedAt), counts ? 1 : 0],
  );
  return rowCount === 1;
}

/**
 * Mark as stuck those that three accepted nudges have not moved, once the last of them had `restMs` to help; at most
 * `limit`. Rows that somebody holds are passed over: they may be moving.
 *
 * @returns the ids of those newly marked
 */
async function markStuck(
  client: Queryable,
  { now, restMs, limit }: Omit<WhomToNudge, 'stuckRestMs'>,
): Promise<readonly string[]> {
  const { rows } = await client.query<{ id: string }>(
    `WITH hopeless AS (
       SELECT ticket_id FROM ticket_engine
       WHERE ${isLate} AND stuck_at IS NULL AND nudges >= ${nudgesToStuck} AND ${hasRested('$2')}
       ORDER BY least(news_since, next_at), ticket_id LIMIT $3 FOR UPDATE SKIP LOCKED
     )
     UPDATE ticket_engine SET stuck_at = $1::timestamptz WHERE ticket_id IN (SELECT ticket_id FROM hopeless)
     RETURNING ticket_id AS id`,
    [now, restMs, limit],
  );
  return rows.map(({ id }) => id);
}

/** What the sweep asks and notes about the rows of tickets' workflows. */
export const lateTickets = { figures, find, noteNudge, markStuck };
