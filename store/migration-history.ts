import { randomUUID } from 'node:crypto';
import { MigrationError } from './migration-error.ts';
import type { Migration } from './migrations.ts';
import type { Queryable } from './queryable.ts';

/** A row of `_prisma_migrations`: one attempt to apply a migration. */
export interface MigrationAttempt {
  readonly id: string;
  readonly name: string;
  readonly checksum: string;
  readonly startedAt: Date;
  /** Null while it runs, and when it failed or was interrupted. */
  readonly finishedAt: Date | null;
  /** Set by a person who decided that the attempt does not count. */
  readonly rolledBackAt: Date | null;
  /** What went wrong. */
  readonly logs: string | null;
}

/** The table exactly as Prisma's schema engine makes it. */
const createTable = `CREATE TABLE _prisma_migrations (
    id                      VARCHAR(36) PRIMARY KEY NOT NULL,
    checksum                VARCHAR(64) NOT NULL,
    finished_at             TIMESTAMPTZ,
    migration_name          VARCHAR(255) NOT NULL,
    logs                    TEXT,
    rolled_back_at          TIMESTAMPTZ,
    started_at              TIMESTAMPTZ NOT NULL DEFAULT now(),
    applied_steps_count     INTEGER NOT NULL DEFAULT 0
)`;

/** Whether this database was ever migrated. */
async function hasHistory(client: Queryable): Promise<boolean> {
  const { rows } = await client.query<{ found: boolean }>(
    `SELECT to_regclass('_prisma_migrations') IS NOT NULL AS found`,
  );
  return rows[0]?.found === true;
}

/**
 * Make the history's table if it is not there.
 *
 * @throws {MigrationError} if there are tables but no history: then the database is somebody else's
 */
export async function prepareHistory(client: Queryable): Promise<void> {
  if (await hasHistory(client)) return;
  const { rows } = await client.query<{ database: string; tables: string[] }>(
    `SELECT current_database() AS database, array_agg(tablename::text ORDER BY tablename) AS tables
     FROM pg_tables WHERE schemaname = current_schema() HAVING count(*) > 0`,
  );
  const [foreign] = rows;
  if (foreign !== undefined) {
    throw new MigrationError(
      `Database "${foreign.database}" has tables (${foreign.tables.slice(0, 3).join(', ')} …) but was never migrated by NixFlow. ` +
        'Give NixFlow a database of its own.',
    );
  }
  await client.query(createTable);
}

/** All attempts, oldest first; none if the database was never migrated. */
export async function readHistory(client: Queryable): Promise<MigrationAttempt[]> {
  if (!(await hasHistory(client))) return [];
  const { rows } = await client.query<MigrationAttempt>(
    `SELECT id, migration_name AS name, checksum, started_at AS "startedAt", finished_at AS "finishedAt",
       rolled_back_at AS "rolledBackAt", logs
     FROM _prisma_migrations ORDER BY started_at`,
  );
  return rows;
}

/** Note that a migration is about to be applied. The attempt's id. */
export async function recordStart(client: Queryable, migration: Migration): Promise<string> {
  const id = randomUUID();
  await client.query(
    'INSERT INTO _prisma_migrations (id, checksum, started_at, migration_name) VALUES ($1, $2, $3, $4)',
    [id, migration.checksum, new Date(), migration.name],
  );
  return id;
}

/** Note that the script of an attempt is done: one step, as Prisma counts. */
export async function recordSuccess(client: Queryable, id: string): Promise<void> {
  await client.query(
    'UPDATE _prisma_migrations SET applied_steps_count = applied_steps_count + 1, finished_at = $2 WHERE id = $1',
    [id, new Date()],
  );
}

/** Note why the script of an attempt failed; the attempt stays unfinished, which stops every later run. */
export async function recordFailure(client: Queryable, id: string, logs: string): Promise<void> {
  await client.query('UPDATE _prisma_migrations SET logs = $2 WHERE id = $1', [id, logs]);
}
