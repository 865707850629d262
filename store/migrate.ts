import pg from 'pg';
import { MigrationError } from './migration-error.ts';
import { prepareHistory, readHistory, recordFailure, recordStart, recordSuccess } from './migration-history.ts';
import { listMigrations, type Migration } from './migrations.ts';
import { pendingMigrations } from './pending-migrations.ts';
import { describeScriptError } from './script-error.ts';

/** Settings of a run, all optional. */
export interface MigrateOptions {
  /** Told what happens, a line at a time. */
  readonly log?: (line: string) => void;
  /** What to apply; by default the migrations of this code. */
  readonly migrations?: readonly Migration[];
  /** How long to wait while another process migrates. */
  readonly waitSeconds?: number;
}

/** The advisory lock of Prisma's schema engine, so that neither runs beside the other. */
const prismaLock = 72707369;
const lockNotAvailable = '55P03';
const deadlockDetected = '40P01';
const noSuchDatabase = '3D000';

/**
 * Bring the schema up to date. Any number may run at once: one applies, the others wait and find it done.
 *
 * Each script is sent as a whole, so it applies entirely or not at all unless it commits by itself, and is recorded in
 * `_prisma_migrations` as Prisma's schema engine does. Holds a session lock: behind pgbouncer give it the server's own URL.
 *
 * @returns the names of what was applied now
 * @throws {MigrationError} saying what to do; no database is ever created
 */
export async function migrate(url: string, options: MigrateOptions = {}): Promise<{ applied: string[] }> {
  const { log = () => undefined, waitSeconds = 600 } = options;
  const migrations = options.migrations ?? (await listMigrations());
  const client = await connect(url);
  try {
    await takeTurn(client, waitSeconds, log);
    await prepareHistory(client);
    const pending = pendingMigrations(migrations, await readHistory(client), log);
    for (const migration of pending) await apply(client, migration, log);
    return { applied: pending.map(({ name }) => name) };
  } finally {
    await client.end();
  }
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'nixflow-migrate',
    connectionTimeoutMillis: 10_000,
    // No limit on a query, unlike the store's: building an index or waiting for one's turn takes as long as it takes.
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  });
  // A connection lost while a query runs rejects that query; without a listener Node would end the process besides.
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    if (!(error instanceof pg.DatabaseError) || error.code !== noSuchDatabase) throw error;
    const { database, host } = client;
    throw new MigrationError(`There is no database "${database ?? ''}" on ${host}. Create it, then migrate again.`);
  }
  return client;
}

async function takeTurn(client: pg.Client, waitSeconds: number, log: (line: string) => void): Promise<void> {
  const { rows } = await client.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1) AS taken', [prismaLock]);
  if (rows[0]?.taken === true) return;
  log('Another process is migrating this database; waiting for it …');
  try {
    await client.query(`SET lock_timeout = ${String(Math.ceil(waitSeconds * 1000))}`);
    await client.query('SELECT pg_advisory_lock($1)', [prismaLock]);
    await client.query('RESET lock_timeout');
  } catch (error) {
    if (!(error instanceof pg.DatabaseError) || error.code !== lockNotAvailable) throw error;
    throw new MigrationError(
      `Another process has been migrating this database for more than ${String(waitSeconds)} s. ` +
        `See who: SELECT * FROM pg_stat_activity WHERE pid IN (SELECT pid FROM pg_locks WHERE locktype = 'advisory')`,
    );
  }
}

/** Processes that work meanwhile lock the same tables in another order: who lost is asked again, nothing of it was done. */
async function run(client: pg.Client, script: string, log: (line: string) => void): Promise<void> {
  for (let left = 5; ; left -= 1) {
    try {
      await client.query(script);
      return;
    } catch (error) {
      const isLost = error instanceof pg.DatabaseError && error.code === deadlockDetected;
      // What a script has committed itself would be done twice.
      if (!isLost || left === 0 || /^\s*COMMIT\b/im.test(script)) throw error;
      log('Others used the same tables in another order; once more …');
    }
  }
}

async function apply(client: pg.Client, migration: Migration, log: (line: string) => void): Promise<void> {
  log(`Applying migration ${migration.name} …`);
  const attempt = await recordStart(client, migration);
  try {
    await run(client, migration.script, log);
  } catch (error) {
    const logs = describeScriptError(migration, error);
    try {
      // The script may have begun a transaction of its own, which would swallow the record.
      await client.query('ROLLBACK');
      await recordFailure(client, attempt, logs);
    } catch {
      // The connection is gone: the attempt stays unfinished without a reason, and the next run calls it interrupted.
    }
    throw new MigrationError(logs, { cause: error });
  }
  await recordSuccess(client, attempt);
}
