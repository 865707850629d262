import type { QuietHours } from '#domain/notices/mail-time';
import type { NoticeEvent, NoticeMail } from '#domain/notices/words';
import { millisecondsOf as ms } from '../milliseconds-of.ts';
import { staff } from '../people/staff.ts';
import type { Queryable } from '../queryable.ts';
import { sqlParameters } from '../sql-parameters.ts';
import { seenBy } from '../tickets/seen-by.ts';

/** A notice that is to be mailed some time. Instants in ms. */
export interface UnmailedNotice {
  readonly id: string;
  readonly ticketId: string;
  readonly number: number;
  readonly subject: string;
  readonly event: NoticeEvent;
  readonly text: string | null;
  readonly mail: NoticeMail;
  readonly at: number;
  /** Of a ticket that is its team's and nobody's: the team's working hours, as they are stored; null: it waits for none. */
  readonly teamHours: unknown;
}

/** Somebody who has some. */
export interface PersonToMail {
  readonly staffId: string;
  readonly name: string;
  readonly email: string;
  readonly quietHours: QuietHours | null;
}

const waits = `n.mail <> 'none' AND n.mailed_at IS NULL AND n.read_at IS NULL`;

/** What people are told as a team. What flows tell is not among these: they name whom. */
const toTeams = `'new_in_team', 'answered', 'sla_warning', 'sla_breached'`;

/** Active people who have notices to be mailed, due or not, by their ids. */
async function people(client: Queryable, after: string | null, limit: number): Promise<PersonToMail[]> {
  const { rows } = await client.query<PersonToMail>(
    `SELECT s.id AS "staffId", s.name, s.email, s.quiet_hours AS "quietHours"
     FROM notice n JOIN staff s ON s.id = n.staff_id AND s.is_active
     WHERE ${waits} AND ($1::uuid IS NULL OR s.id > $1) GROUP BY s.id ORDER BY s.id LIMIT $2`,
    [after, limit],
  );
  return rows;
}

/**
 * Take a person's, oldest first: no other transaction gets them. What was told of tickets that they do not see any more
 * is not mailed.
 */
async function take(client: Queryable, staffId: string, limit: number): Promise<UnmailedNotice[]> {
  const actor = await staff.findActor(client, staffId);
  if (!actor) return [];
  const parameters = sqlParameters();
  await client.query(
    `UPDATE notice n SET mail = 'none' FROM ticket t
     WHERE t.id = n.ticket_id AND n.staff_id = ${parameters.add(staffId)} AND ${waits}
       AND (${seenBy(actor, parameters)}) IS NOT TRUE`,
    parameters.values,
  );
  const { rows } = await client.query<UnmailedNotice>(
    `SELECT n.id, n.ticket_id AS "ticketId", t.number::float8 AS number, t.subject, n.event, n.text, n.mail,
       ${ms('n.created_at')} AS at, hours.body AS "teamHours"
     FROM notice n JOIN ticket t ON t.id = n.ticket_id
       LEFT JOIN LATERAL (
         SELECT v.body FROM team g JOIN calendar_version v ON v.calendar_id = g.calendar_id
         WHERE g.id = t.team_id AND t.assignee_id IS NULL AND n.event IN (${toTeams})
         ORDER BY v.version DESC LIMIT 1) AS hours ON true
     WHERE n.staff_id = $1 AND ${waits}
     ORDER BY n.created_at, n.id LIMIT $2 FOR NO KEY UPDATE OF n SKIP LOCKED`,
    [staffId, limit],
  );
  return rows;
}

/** Note that they are in a mail. */
async function markMailed(client: Queryable, ids: readonly string[]): Promise<void> {
  await client.query('UPDATE notice SET mailed_at = nixflow_now() WHERE id = ANY($1)', [ids]);
}

/** What people are told by mail. */
export const unmailedNotices = { people, take, markMailed };
