import type { Queryable } from './queryable.ts';

/** One run of the self-check. Every instant is `nixflow_now()`'s and null until it came. */
export interface SelfCheckRow {
  readonly id: string;
  readonly requestedAt: Date;
  readonly activityAt: Date | null;
  /** When the workflow's timer should ring; `timerFiredAt` minus this is its lateness. */
  readonly timerDueAt: Date | null;
  readonly timerFiredAt: Date | null;
  readonly jobAt: Date | null;
  readonly finishedAt: Date | null;
  /** Why it failed, in words; null while it runs and when it succeeded. */
  readonly failure: string | null;
}

const stageColumns = {
  activity: 'activity_at',
  timerFired: 'timer_fired_at',
  job: 'job_at',
  finished: 'finished_at',
} as const;

/** A thing that happens once in a self-check. */
export type SelfCheckStage = keyof typeof stageColumns;

/** An unfinished check younger than this is joined instead of making another, however often people ask. */
const joinSeconds = 10;
const columns = `id, requested_at AS "requestedAt", activity_at AS "activityAt", timer_due_at AS "timerDueAt",
  timer_fired_at AS "timerFiredAt", job_at AS "jobAt", finished_at AS "finishedAt", failure`;

async function one(client: Queryable, sql: string, values: unknown[] = []): Promise<SelfCheckRow | null> {
  const { rows } = await client.query<SelfCheckRow>(sql, values);
  return rows[0] ?? null;
}

/**
 * The check to watch: the unfinished one younger than 10 s if there is one, else a new one.
 *
 * Callers at the same moment get the same check: the others wait for the transaction of the first to end.
 *
 * @param client the connection of a transaction (`inTransaction`); without one nobody waits
 */
async function start(client: Queryable): Promise<SelfCheckRow> {
  await client.query(`SELECT pg_advisory_xact_lock(hashtextextended('self_check.start', 0))`);
  const joined = await one(
    client,
    `SELECT ${columns} FROM self_check
     WHERE finished_at IS NULL AND requested_at > nixflow_now() - $1 * INTERVAL '1 second'
     ORDER BY requested_at DESC LIMIT 1`,
    [joinSeconds],
  );
  const row = joined ?? (await one(client, `INSERT INTO self_check DEFAULT VALUES RETURNING ${columns}`));
  if (row === null) throw new Error('INSERT gave no row.');
  return row;
}

/** Note that a stage was reached, now. Safe to repeat: the first instant stays. Null if there is no such check. */
function record(client: Queryable, id: string, stage: SelfCheckStage): Promise<SelfCheckRow | null> {
  const column = stageColumns[stage];
  return one(
    client,
    `UPDATE self_check SET ${column} = coalesce(${column}, nixflow_now()) WHERE id = $1 RETURNING ${columns}`,
    [id],
  );
}

/** Set when the timer is due, `seconds` from now. Safe to repeat: the first instant stays. Null if there is no such check. */
function scheduleTimer(client: Queryable, id: string, seconds: number): Promise<SelfCheckRow | null> {
  return one(
    client,
    `UPDATE self_check SET timer_due_at = coalesce(timer_due_at, nixflow_now() + $2::float8 * INTERVAL '1 second')
     WHERE id = $1 RETURNING ${columns}`,
    [id, seconds],
  );
}

/** End a check as failed, saying why. A finished check stays as it is. Null if there is no such check. */
function fail(client: Queryable, id: string, failure: string): Promise<SelfCheckRow | null> {
  return one(
    client,
    `UPDATE self_check SET failure = CASE WHEN finished_at IS NULL THEN $2 ELSE failure END,
       finished_at = coalesce(finished_at, nixflow_now())
     WHERE id = $1 RETURNING ${columns}`,
    [id, failure],
  );
}

function find(client: Queryable, id: string): Promise<SelfCheckRow | null> {
  return one(client, `SELECT ${columns} FROM self_check WHERE id = $1`, [id]);
}

function latest(client: Queryable): Promise<SelfCheckRow | null> {
  return one(client, `SELECT ${columns} FROM self_check ORDER BY requested_at DESC LIMIT 1`);
}

/** Forget checks requested more than `hours` ago. The number of rows deleted. */
async function deleteOlderThan(client: Queryable, hours: number): Promise<number> {
  const { rowCount } = await client.query(
    `DELETE FROM self_check WHERE requested_at < nixflow_now() - $1::float8 * INTERVAL '1 hour'`,
    [hours],
  );
  return rowCount ?? 0;
}

/** The self-checks of this installation. Ids are UUIDs. */
export const selfChecks = { start, record, scheduleTimer, fail, find, latest, deleteOlderThan };
