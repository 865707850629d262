import { randomInt } from 'node:crypto';
import pg from 'pg';
import { atEndOfFile } from './at-end-of-file.ts';
import { waitUntil } from './wait-until.ts';

/** Where in a transaction to stand still. */
export interface HoldPoint {
  readonly table: string;
  readonly on: 'insert' | 'update' | 'delete';
  /** `statement`: before the row is written. `commit`: all statements are done, COMMIT was asked for and waits. */
  readonly at: 'statement' | 'commit';
  /** SQL over NEW and OLD; only such rows. */
  readonly when?: string;
  /** Only sessions of this `application_name`. */
  readonly applicationName?: string;
}

/** A point in the database where whoever comes by stands still until released. */
export interface HeldPoint {
  /** Wait until somebody stands there. @returns the sessions' backend ids. @throws {Error} nobody within the limit (10 s) */
  held(withinMs?: number): Promise<readonly number[]>;
  /**
   * Let them go on, and everybody after them. PostgreSQL does not notice that a client died while its session waits: a
   * COMMIT that was asked for then still happens, as it does in life when the kill comes a moment later.
   */
  release(): Promise<void>;
  /** End the waiting sessions, as PostgreSQL does when it learns that their client died: rolled back. Then `release`. */
  abandon(): Promise<void>;
}

/**
 * Name a point in any process that writes to a test's own database, from outside: no hook in the product. The process can
 * be killed, stopped or outrun exactly there.
 *
 * The points between effects in other systems are held by a fault proxy (`holdNext`, `holdReply`).
 *
 * @param databaseUrl a throw-away database: the point stays in it as a trigger that lets everybody pass once released
 */
export async function holdStatement(databaseUrl: string, point: HoldPoint): Promise<HeldPoint> {
  const key = randomInt(1, 2 ** 31 - 1);
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'nixflow-hold' });
  client.on('error', () => undefined); // a dropped database ends the connection
  await client.connect();
  let closing: Promise<void> | undefined;
  const close = () => (closing ??= client.end());
  atEndOfFile(`hold at ${point.table}`, close);
  await client.query('SELECT pg_advisory_lock($1)', [key]);
  await client.query(triggerAt(key, point));

  const waiting = async () => {
    const { rows } = await client.query<{ pid: number }>(
      `SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND database =
         (SELECT oid FROM pg_database WHERE datname = current_database()) AND classid = 0 AND objid = $1`,
      [key],
    );
    return rows.map(({ pid }) => pid);
  };
  return {
    held: (withinMs = 10_000) => {
      const what = `somebody is held at ${point.at} of ${point.on} on ${point.table}`;
      const ask = async () => {
        const pids = await waiting();
        return pids.length > 0 && pids;
      };
      return waitUntil(what, ask, { withinMs });
    },
    release: close,
    async abandon() {
      for (const pid of await waiting()) await client.query('SELECT pg_terminate_backend($1, 5000)', [pid]);
      await close();
    },
  };
}

/** The lock is shared among those who wait, so that all go on together; the test holds it alone, by its session. */
function triggerAt(key: number, { table, on, at, when, applicationName }: HoldPoint): string {
  const name = `hold_${key}`;
  const concerns =
    applicationName === undefined
      ? 'true'
      : `current_setting('application_name') = ${pg.escapeLiteral(applicationName)}`;
  const created = at === 'statement' ? 'CREATE TRIGGER' : 'CREATE CONSTRAINT TRIGGER';
  const timing = at === 'statement' ? `BEFORE ${on}` : `AFTER ${on}`;
  const deferred = at === 'statement' ? '' : 'DEFERRABLE INITIALLY DEFERRED';
  return `
    CREATE FUNCTION ${name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      IF ${concerns} THEN PERFORM pg_advisory_xact_lock_shared(${key}); END IF;
      RETURN coalesce(NEW, OLD);
    END $$;
    ${created} ${name} ${timing} ON ${table} ${deferred}
      FOR EACH ROW ${when === undefined ? '' : `WHEN (${when})`} EXECUTE FUNCTION ${name}();`;
}
