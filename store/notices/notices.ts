import { NOTICES_BY_WEIGHT, USUAL_NOTICES, type NoticeEvent, type NoticeMatrix } from '#domain/notices/words';
import type { Queryable } from '../queryable.ts';

/** Something people are told about a ticket, by one effect of a flow or by the facts of one command. */
export interface NewNotice {
  /** Whom, and of what; a person is told once, see `insert`. */
  readonly told: readonly { readonly staffId: string; readonly event: NoticeEvent; readonly seq: number | null }[];
  readonly ticketId: string;
  /** What a flow says; null: the fact says it. */
  readonly text: string | null;
  readonly effectKey: string;
  /** ms */
  readonly at: number;
}

const usual = JSON.stringify(
  NOTICES_BY_WEIGHT.map((event, place) => {
    const { inApp, mail } = USUAL_NOTICES[event];
    return { event, is_in_app: inApp, mail, weight: NOTICES_BY_WEIGHT.length - place };
  }),
);

/**
 * Write a notice for each person (no program) who is active and wants it, in the transaction of what it tells of. Of several
 * events that somebody wants, they are told the weightiest; one that is mailed weighs more than one that is not, since who is
 * written at once of a breach is not to miss it for the warning that comes with it.
 *
 * @returns whether browsers are to be told
 */
async function insert(client: Queryable, { told, ticketId, text, effectKey, at }: NewNotice): Promise<boolean> {
  if (told.length === 0) return false;
  const { rows } = await client.query<{ isInApp: boolean }>(
    `WITH usual AS (SELECT * FROM jsonb_to_recordset($6::jsonb) AS u (event text, is_in_app boolean, mail text, weight int)),
     told AS (
       SELECT t.* FROM ROWS FROM (jsonb_to_recordset($1::jsonb) AS (staff_id uuid, event text, seq int))
         WITH ORDINALITY AS t (staff_id, event, seq, place)
     ), choice AS (
       SELECT told.*, usual.weight, coalesce(c.is_in_app, usual.is_in_app) AS is_in_app, coalesce(c.mail, usual.mail) AS mail
       FROM told JOIN staff s ON s.id = told.staff_id AND s.is_active AND s.kind = 'person'
         JOIN usual ON usual.event = told.event
         LEFT JOIN notice_choice c ON c.staff_id = told.staff_id AND c.event = told.event
     ), wanted AS (
       SELECT DISTINCT ON (staff_id) * FROM choice WHERE is_in_app OR mail <> 'none'
       ORDER BY staff_id, mail = 'at_once' DESC, mail = 'hourly' DESC, weight DESC, place
     )
     INSERT INTO notice (staff_id, ticket_id, text, effect_key, created_at, event, seq, is_in_app, mail, pushed_at)
     SELECT staff_id, $2, $3, $4, $5, event, seq, is_in_app, mail, CASE WHEN NOT is_in_app THEN $5::timestamptz END FROM wanted
     ON CONFLICT (effect_key, staff_id) DO NOTHING
     RETURNING is_in_app AS "isInApp"`,
    [
      JSON.stringify(told.map(({ staffId, ...one }) => ({ staff_id: staffId, ...one }))),
      ticketId,
      text,
      effectKey,
      new Date(at),
      usual,
    ],
  );
  return rows.some(({ isInApp }) => isInApp);
}

/** A notice whose person's browsers have not been told yet. */
export interface UnpushedNotice {
  readonly id: string;
  readonly staffId: string;
  readonly ticketId: string;
}

/** Those of one effect. */
async function unpushedOf(client: Queryable, effectKey: string): Promise<readonly UnpushedNotice[]> {
  const { rows } = await client.query<UnpushedNotice>(
    `SELECT id, staff_id AS "staffId", ticket_id AS "ticketId" FROM notice WHERE effect_key = $1 AND pushed_at IS NULL`,
    [effectKey],
  );
  return rows;
}

/** Note that browsers were told. Safe to repeat: the first instant stays. */
async function markPushed(client: Queryable, ids: readonly string[]): Promise<void> {
  await client.query('UPDATE notice SET pushed_at = nixflow_now() WHERE id = ANY($1) AND pushed_at IS NULL', [ids]);
}

/** Keys of effects with a notice that has waited for `seconds`, those that waited longest first. */
async function effectsUnpushedFor(
  client: Queryable,
  { seconds, limit }: { readonly seconds: number; readonly limit: number },
): Promise<readonly string[]> {
  const { rows } = await client.query<{ effectKey: string }>(
    `SELECT effect_key AS "effectKey" FROM notice
     WHERE pushed_at IS NULL AND created_at < (SELECT nixflow_now() - $1::float8 * INTERVAL '1 second')
     GROUP BY effect_key ORDER BY min(created_at), effect_key LIMIT $2`,
    [seconds, limit],
  );
  return rows.map(({ effectKey }) => effectKey);
}

/**
 * Mark somebody's notices read, up to an instant (ms): of one ticket, or all that were shown; those that only go by mail
 * were not.
 *
 * @returns how many were unread
 */
async function markRead(
  client: Queryable,
  staffId: string,
  { ticketId, until }: { readonly ticketId: string | null; readonly until: number },
): Promise<number> {
  const { rowCount } = await client.query(
    `UPDATE notice SET read_at = nixflow_now()
     WHERE staff_id = $1 AND (ticket_id = $2 OR ($2::uuid IS NULL AND is_in_app))
       AND created_at <= to_timestamp($3::float8 / 1000) AND read_at IS NULL`,
    [staffId, ticketId, until],
  );
  return rowCount ?? 0;
}

/** What somebody said they want; events they said nothing of are missing. */
async function choicesOf(client: Queryable, staffId: string): Promise<Partial<NoticeMatrix>> {
  const { rows } = await client.query<{ event: NoticeEvent; inApp: boolean; mail: NoticeMatrix[NoticeEvent]['mail'] }>(
    'SELECT event, is_in_app AS "inApp", mail FROM notice_choice WHERE staff_id = $1',
    [staffId],
  );
  return Object.fromEntries(rows.map(({ event, inApp, mail }) => [event, { inApp, mail }]));
}

/** Write what somebody wants of each event named. */
async function choose(client: Queryable, staffId: string, choices: Partial<NoticeMatrix>): Promise<void> {
  const rows = Object.entries(choices).map(([event, { inApp, mail }]) => ({ event, is_in_app: inApp, mail }));
  await client.query(
    `INSERT INTO notice_choice (staff_id, event, is_in_app, mail)
     SELECT $1, event, is_in_app, mail FROM jsonb_to_recordset($2::jsonb) AS c (event text, is_in_app boolean, mail text)
     ON CONFLICT (staff_id, event) DO UPDATE SET is_in_app = excluded.is_in_app, mail = excluded.mail`,
    [staffId, JSON.stringify(rows)],
  );
}

/** Forget what is older than ninety days. The number of rows deleted. */
async function deleteOld(client: Queryable): Promise<number> {
  const { rowCount } = await client.query(`DELETE FROM notice WHERE created_at < nixflow_now() - INTERVAL '90 days'`);
  return rowCount ?? 0;
}

/** What people are told. Ids are UUIDs. */
export const notices = { insert, unpushedOf, markPushed, effectsUnpushedFor, markRead, choicesOf, choose, deleteOld };
