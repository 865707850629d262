import type { Calendar } from '#domain/sla/calendar';
import type { SlaPolicy } from '#domain/sla/policy';
import { calendars, DESK_CALENDAR } from './people/calendars.ts';
import type { Queryable } from './queryable.ts';

/** How far an installation is set up. */
export interface SetUpState {
  readonly isDone: boolean;
  /** What mail of no team comes from. */
  readonly name: string | null;
  /** The business hours that were set here; null: none yet. */
  readonly hours: Calendar | null;
  readonly teams: number;
  /** Colleagues besides whoever looks. */
  readonly colleagues: number;
}

/** The calendar that is set here, and in the settings of service levels by its name. */
const calendarName = DESK_CALENDAR;
/** What is promised first of all. */
const usualName = 'Standard';

/** @param staffId whoever looks */
async function read(client: Queryable, staffId: string): Promise<SetUpState> {
  const { rows } = await client.query<SetUpState>(
    `SELECT i.set_up_at IS NOT NULL AS "isDone",
       (SELECT name FROM mail_address WHERE team_id IS NULL ORDER BY created_at, address LIMIT 1) AS name,
       (SELECT v.body FROM calendar c JOIN calendar_version v ON v.calendar_id = c.id
        WHERE c.name = $2 ORDER BY v.version DESC LIMIT 1) AS hours,
       (SELECT count(*)::int FROM team WHERE is_active) AS teams,
       (SELECT count(*)::int FROM staff WHERE is_active AND kind = 'person' AND id <> $1) AS colleagues
     FROM installation i`,
    [staffId, calendarName],
  );
  const [row] = rows;
  if (!row) throw new Error('There is no row of the installation.');
  return row;
}

/** Say what mail of no team comes from; addresses that have another name keep it. @returns what it was called before */
async function nameDesk(client: Queryable, name: string): Promise<string | null> {
  const { rows } = await client.query<{ name: string }>(
    'SELECT name FROM mail_address WHERE team_id IS NULL ORDER BY created_at, address LIMIT 1 FOR UPDATE',
  );
  const before = rows[0]?.name ?? null;
  await client.query('UPDATE mail_address SET name = $1 WHERE team_id IS NULL AND name = $2', [name, before]);
  return before;
}

/**
 * Set the business hours. What was promised within those of before holds within these from now on, in a new version; if
 * nothing is promised yet, the usual is.
 *
 * @returns what the usual is called, if it was promised just now
 */
async function setHours(client: Queryable, hours: Calendar, policy: SlaPolicy): Promise<string | null> {
  const known = (await calendars.list(client)).find(({ name }) => name === calendarName);
  const calendarId = known?.id ?? (await calendars.insert(client, calendarName));
  if (calendarId === null) throw new Error('There are business hours of nearly this name.');
  const versionId = await calendars.addVersion(client, calendarId, hours);
  const { rowCount } = await client.query(
    `WITH made AS (
       INSERT INTO sla_policy (name, position) SELECT $3, 1 WHERE NOT EXISTS (SELECT FROM sla_policy) RETURNING id
     )
     INSERT INTO sla_policy_version (policy_id, version, condition, body, calendar_version_id)
     SELECT id, 1, '{"all": []}', $1, $2 FROM made`,
    [JSON.stringify(policy), versionId, usualName],
  );
  return rowCount === 1 ? usualName : null;
}

/** Ask nobody any more. */
async function finish(client: Queryable): Promise<void> {
  await client.query('UPDATE installation SET set_up_at = coalesce(set_up_at, nixflow_now())');
}

/** What the first administrator is asked. */
export const setUp = { read, nameDesk, setHours, finish };
