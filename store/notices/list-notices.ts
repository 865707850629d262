import type { NoticeEvent } from '#domain/notices/words';
import type { StaffActor } from '#domain/permissions/actor';
import { millisecondsOf as ms } from '../milliseconds-of.ts';
import type { Queryable } from '../queryable.ts';
import { sqlParameters } from '../sql-parameters.ts';
import { seenBy } from '../tickets/seen-by.ts';

/** What somebody was told of one ticket. Instants in ms. */
export interface NoticeGroup {
  readonly ticketId: string;
  readonly number: number;
  readonly subject: string;
  /** Of the newest. */
  readonly at: number;
  readonly unread: number;
  /** The newest, at most `shown`, newest first. */
  readonly notices: readonly ToldNotice[];
}

/** One notice. `text`: what a flow says. */
export interface ToldNotice {
  readonly id: string;
  readonly event: NoticeEvent;
  readonly at: number;
  readonly text: string | null;
  readonly isUnread: boolean;
}

/** Where a page ended. `at` in ms. */
export interface NoticePlace {
  readonly at: number;
  readonly id: string;
}

const shown = 5;

/** What somebody was told in the app, by ticket, the newest first; of tickets that they still see. */
export async function listNotices(
  client: Queryable,
  actor: StaffActor,
  {
    after,
    limit,
    isUnread,
  }: { readonly after: NoticePlace | null; readonly limit: number; readonly isUnread: boolean },
): Promise<NoticeGroup[]> {
  const parameters = sqlParameters();
  const { add } = parameters;
  const place =
    after &&
    `HAVING (max(n.created_at), t.id) < (to_timestamp(${add(after.at)}::float8 / 1000), ${add(after.id)}::uuid)`;
  const { rows } = await client.query<NoticeGroup>(
    `WITH told AS (
       SELECT t.id, t.number, t.subject, max(n.created_at) AS at, count(*) FILTER (WHERE n.read_at IS NULL) AS unread
       FROM notice n JOIN ticket t ON t.id = n.ticket_id
       WHERE n.staff_id = ${add(actor.id)} AND n.is_in_app AND ${isUnread ? 'n.read_at IS NULL' : 'true'}
         AND ${seenBy(actor, parameters)}
       GROUP BY t.id ${place ?? ''} ORDER BY max(n.created_at) DESC, t.id DESC LIMIT ${add(limit)}
     )
     SELECT told.id AS "ticketId", told.number::float8 AS number, told.subject, ${ms('told.at')} AS at,
       told.unread::int AS unread, newest.notices
     FROM told CROSS JOIN LATERAL (
       SELECT jsonb_agg(jsonb_build_object('id', n.id, 'event', n.event, 'at', ${ms('n.created_at')}, 'text', n.text,
         'isUnread', n.read_at IS NULL) ORDER BY n.created_at DESC, n.seq DESC NULLS LAST, n.id) AS notices
       FROM (SELECT * FROM notice WHERE staff_id = ${add(actor.id)} AND ticket_id = told.id AND is_in_app
         ORDER BY created_at DESC, seq DESC NULLS LAST, id LIMIT ${add(shown)}) AS n
     ) AS newest ORDER BY told.at DESC, told.id DESC`,
    parameters.values,
  );
  return rows;
}

/** Of how many tickets somebody has something unread, up to `most`. */
export async function countUnread(client: Queryable, actor: StaffActor, most: number): Promise<number> {
  const parameters = sqlParameters();
  const { add } = parameters;
  const { rows } = await client.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM (
       SELECT FROM notice n JOIN ticket t ON t.id = n.ticket_id
       WHERE n.staff_id = ${add(actor.id)} AND n.is_in_app AND n.read_at IS NULL AND ${seenBy(actor, parameters)}
       GROUP BY n.ticket_id LIMIT ${add(most)}) AS unread`,
    parameters.values,
  );
  return rows[0]?.count ?? 0;
}
