import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createEmptyTestDatabase, type TestDatabase } from '#testkit/database';
import { migrate } from './migrate.ts';
import { buildMigration, listMigrations } from './migrations.ts';
import { requireCurrentSchema } from './require-schema.ts';

let database: TestDatabase;
let pool: pg.Pool;

beforeEach(async () => {
  database = await createEmptyTestDatabase();
  pool = new pg.Pool({ connectionString: database.url });
});
afterEach(async () => {
  await pool.end();
  await database.drop();
});

test('a process does not start on a database that was never migrated', async () => {
  await expect(requireCurrentSchema(pool)).rejects.toThrow(/lacks \d+ migration\(s\): 20260101000000_ground/);
});

test('nor on one whose migration has not finished or was rolled back', async () => {
  await migrate(database.url);
  await pool.query('UPDATE _prisma_migrations SET finished_at = NULL');
  await expect(requireCurrentSchema(pool)).rejects.toThrow('20260101000000_ground');
  await pool.query('UPDATE _prisma_migrations SET finished_at = now(), rolled_back_at = now()');
  await expect(requireCurrentSchema(pool)).rejects.toThrow('20260101000000_ground');
});

test('it starts on a current one, and on one that a newer version already migrated', async () => {
  await migrate(database.url);
  await requireCurrentSchema(pool);
  const newer = buildMigration('29990101000000_newer', 'SELECT 1;');
  await migrate(database.url, { migrations: [...(await listMigrations()), newer] });
  await requireCurrentSchema(pool);
});
