import type { Calendar } from '#domain/sla/calendar';
import { readCalendar } from '#domain/sla/read-calendar';
import type { Queryable } from '../queryable.ts';

/** Business hours by name. */
export interface NamedCalendar {
  readonly id: string;
  readonly name: string;
}

/** The same with the hours of their newest version; null: none yet, or such that only newer code can read them. */
export interface WholeCalendar extends NamedCalendar {
  readonly hours: Calendar | null;
}

/** The calendar that setting up the desk makes and knows by its name. */
export const DESK_CALENDAR = 'Office hours';

async function exists(client: Queryable, calendarId: string): Promise<boolean> {
  const { rowCount } = await client.query('SELECT FROM calendar WHERE id = $1', [calendarId]);
  return rowCount === 1;
}

/** All of them, by name. */
async function list(client: Queryable): Promise<NamedCalendar[]> {
  const { rows } = await client.query<NamedCalendar>('SELECT id, name FROM calendar ORDER BY lower(name), id');
  return rows;
}

/** The same with their hours, or the one with this id. */
async function listWhole(client: Queryable, calendarId: string | null = null): Promise<WholeCalendar[]> {
  const { rows } = await client.query<NamedCalendar & { body: unknown }>(
    `SELECT c.id, c.name, (SELECT v.body FROM calendar_version v WHERE v.calendar_id = c.id ORDER BY v.version DESC LIMIT 1) AS body
     FROM calendar c WHERE $1::uuid IS NULL OR c.id = $1 ORDER BY lower(c.name), c.id`,
    [calendarId],
  );
  return rows.map(({ body, ...named }) => {
    const hours = body === null ? 'unreadable' : readCalendar(body);
    return { ...named, hours: hours === 'unreadable' ? null : hours };
  });
}

/** @returns its id; null if another has the name */
async function insert(client: Queryable, name: string): Promise<string | null> {
  const { rows } = await client.query<{ id: string }>(
    `INSERT INTO calendar (name) SELECT $1 WHERE NOT EXISTS (SELECT FROM calendar WHERE lower(name) = lower($1)) RETURNING id`,
    [name],
  );
  return rows[0]?.id ?? null;
}

/** @returns false if another has the name */
async function rename(client: Queryable, calendarId: string, name: string): Promise<boolean> {
  const { rowCount } = await client.query(
    `UPDATE calendar SET name = $2
     WHERE id = $1 AND NOT EXISTS (SELECT FROM calendar o WHERE o.id <> $1 AND lower(o.name) = lower($2))`,
    [calendarId, name],
  );
  return rowCount === 1;
}

/**
 * Write the next version of business hours; an earlier one never changes. What was promised within those of before holds
 * within these from now on, in a new version: open tickets keep theirs.
 *
 * @returns the id of the version
 */
async function addVersion(client: Queryable, calendarId: string, hours: Calendar): Promise<string> {
  const { rows } = await client.query<{ id: string }>(
    `INSERT INTO calendar_version (calendar_id, version, body)
     SELECT $1, coalesce(max(version), 0) + 1, $2 FROM calendar_version WHERE calendar_id = $1 RETURNING id`,
    [calendarId, JSON.stringify(hours)],
  );
  const [made] = rows;
  if (!made) throw new Error('INSERT gave no row.');
  await client.query(
    `INSERT INTO sla_policy_version (policy_id, version, condition, body, calendar_version_id)
     SELECT newest.policy_id, newest.version + 1, newest.condition, newest.body, $1
     FROM calendar_version before JOIN sla_policy_version newest ON newest.calendar_version_id = before.id
     WHERE before.calendar_id = $2 AND before.id <> $1 AND NOT EXISTS (
       SELECT FROM sla_policy_version v WHERE v.policy_id = newest.policy_id AND v.version > newest.version)`,
    [made.id, calendarId],
  );
  return made.id;
}

/** Business hours. Ids are UUIDs. */
export const calendars = { exists, list, listWhole, insert, rename, addVersion };
