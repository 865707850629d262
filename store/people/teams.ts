import { millisecondsOf as ms } from '../milliseconds-of.ts';
import type { Queryable } from '../queryable.ts';

/** A team as whoever manages people has it. Instants in ms. */
export interface Team {
  readonly id: string;
  readonly name: string;
  readonly isActive: boolean;
  readonly lead: { readonly id: string; readonly name: string } | null;
  /** Its working hours; null: around the clock. */
  readonly calendar: { readonly id: string; readonly name: string } | null;
  readonly memberIds: readonly string[];
  /** Addresses whose mail comes to it. */
  readonly addresses: readonly string[];
  readonly createdAt: number;
}

/** What of one is written. */
export interface TeamFields {
  readonly name: string;
  readonly isActive: boolean;
  readonly leadId: string | null;
  readonly calendarId: string | null;
}

const select = `SELECT t.id, t.name, t.is_active AS "isActive", ${ms('t.created_at')} AS "createdAt",
    CASE WHEN l.id IS NOT NULL THEN jsonb_build_object('id', l.id, 'name', l.name) END AS lead,
    CASE WHEN c.id IS NOT NULL THEN jsonb_build_object('id', c.id, 'name', c.name) END AS calendar,
    array(SELECT m.staff_id FROM team_member m WHERE m.team_id = t.id ORDER BY m.staff_id) AS "memberIds",
    array(SELECT a.address FROM mail_address a WHERE a.team_id = t.id ORDER BY a.address) AS addresses
  FROM team t LEFT JOIN staff l ON l.id = t.lead_id LEFT JOIN calendar c ON c.id = t.calendar_id`;

/** Whether tickets can come to a team. */
async function exists(client: Queryable, teamId: string): Promise<boolean> {
  const { rowCount } = await client.query('SELECT FROM team WHERE id = $1 AND is_active', [teamId]);
  return rowCount === 1;
}

/** Whether somebody, no program, is in a team. */
async function hasMember(client: Queryable, teamId: string, staffId: string): Promise<boolean> {
  const { rowCount } = await client.query(
    `SELECT FROM team_member m JOIN staff s ON s.id = m.staff_id
     WHERE m.team_id = $1 AND m.staff_id = $2 AND s.kind = 'person'`,
    [teamId, staffId],
  );
  return rowCount === 1;
}

/** All teams, by name. */
async function list(client: Queryable): Promise<Team[]> {
  const { rows } = await client.query<Team>(`${select} ORDER BY lower(t.name), t.id`);
  return rows;
}

/** One that this transaction alone may change; null if there is none. */
async function lock(client: Queryable, teamId: string): Promise<Team | null> {
  await client.query('SELECT FROM team WHERE id = $1 FOR NO KEY UPDATE', [teamId]);
  const { rows } = await client.query<Team>(`${select} WHERE t.id = $1`, [teamId]);
  return rows[0] ?? null;
}

/** @returns its id; null if a team has the name; names that differ in case alone are one */
async function insert(client: Queryable, name: string): Promise<string | null> {
  const { rows } = await client.query<{ id: string }>(
    'INSERT INTO team (name) VALUES ($1) ON CONFLICT (lower(name)) DO NOTHING RETURNING id',
    [name],
  );
  return rows[0]?.id ?? null;
}

/** @returns false if another team has the name */
async function update(client: Queryable, teamId: string, fields: TeamFields): Promise<boolean> {
  const { name, isActive, leadId, calendarId } = fields;
  const { rowCount } = await client.query(
    `UPDATE team SET name = $2, is_active = $3, lead_id = $4, calendar_id = $5
     WHERE id = $1 AND NOT EXISTS (SELECT FROM team o WHERE o.id <> $1 AND lower(o.name) = lower($2))`,
    [teamId, name, isActive, leadId, calendarId],
  );
  return rowCount === 1;
}

/** Have these people in a team and no others. @returns false if one of them is nobody */
async function setMembers(client: Queryable, teamId: string, staffIds: readonly string[]): Promise<boolean> {
  const { rowCount } = await client.query('SELECT FROM staff WHERE id = ANY($1) FOR KEY SHARE', [staffIds]);
  if (rowCount !== new Set(staffIds).size) return false;
  await client.query('DELETE FROM team_member WHERE team_id = $1 AND NOT staff_id = ANY($2)', [teamId, staffIds]);
  await client.query(
    'INSERT INTO team_member (team_id, staff_id) SELECT $1, unnest($2::uuid[]) ON CONFLICT DO NOTHING',
    [teamId, staffIds],
  );
  return true;
}

/** Groups of staff with a queue of their own. Ids are UUIDs. */
export const teams = { exists, hasMember, list, lock, insert, update, setMembers };
