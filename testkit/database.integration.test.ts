import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { expect, test } from 'vitest';
import { migrate } from '#store/migrate';
import { buildMigration } from '#store/migrations';
import { createEmptyTestDatabase, createTestDatabase, ensureTemplate } from './database.ts';
import { testStack } from './stack.ts';

async function query(url: string, sql: string, values: unknown[] = []): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql, values)).rows;
  } finally {
    await client.end();
  }
}

/** Migrations nobody else has, so their template does not exist yet. */
function plantMigrations() {
  return [buildMigration('20260101000000_plant', `CREATE TABLE plant (n int); -- ${randomUUID()}`)];
}

async function dropTemplate(name: string): Promise<void> {
  const { postgresUrl } = testStack();
  await query(postgresUrl, `ALTER DATABASE ${name} WITH IS_TEMPLATE false`);
  await query(postgresUrl, `DROP DATABASE ${name}`);
}

test('a test database has the current schema and no rows, and is nobody else’s', async () => {
  const [one, other] = await Promise.all([createTestDatabase(), createTestDatabase()]);
  expect(await migrate(one.url)).toEqual({ applied: [] });
  await query(one.url, 'INSERT INTO self_check DEFAULT VALUES');
  expect(await query(one.url, 'SELECT FROM self_check')).toHaveLength(1);
  expect(await query(other.url, 'SELECT FROM self_check')).toHaveLength(0);
  await Promise.all([one.drop(), other.drop()]);
});

test('an empty one has no schema at all', async () => {
  const database = await createEmptyTestDatabase();
  expect(await query(database.url, `SELECT FROM pg_tables WHERE schemaname = 'public'`)).toEqual([]);
  await database.drop();
});

test('dropping removes it although somebody is still connected, and may be asked twice', async () => {
  const database = await createTestDatabase();
  const client = new pg.Client({ connectionString: database.url });
  client.on('error', () => undefined);
  await client.connect();
  await database.drop();
  await database.drop();
  const name = new URL(database.url).pathname.slice(1);
  expect(await query(testStack().postgresUrl, 'SELECT FROM pg_database WHERE datname = $1', [name])).toEqual([]);
});

test('a pool closed just before is not told an error', async () => {
  for (let round = 0; round < 10; round++) {
    const database = await createTestDatabase();
    const pool = new pg.Pool({ connectionString: database.url });
    await Promise.all([pool.query('SELECT 1'), pool.query('SELECT 1')]);
    await pool.end();
    await database.drop();
  }
});

test('whoever comes first makes the template, the others wait for it', async () => {
  const migrations = plantMigrations();
  const names = await Promise.all([1, 2, 3, 4, 5].map(() => ensureTemplate(migrations)));
  expect(new Set(names).size).toBe(1);
  const [name] = names;
  await dropTemplate(String(name));
});

test('a template left half made by a killed run is made again', async () => {
  const migrations = plantMigrations();
  const { postgresUrl } = testStack();
  const name = await ensureTemplate(migrations);
  await dropTemplate(name);
  await query(postgresUrl, `CREATE DATABASE ${name}`);

  expect(await ensureTemplate(migrations)).toBe(name);
  const url = new URL(postgresUrl);
  url.pathname = `/${name}_copy`;
  await query(postgresUrl, `CREATE DATABASE ${name}_copy TEMPLATE ${name}`);
  expect(await query(url.href, `SELECT to_regclass('plant') IS NOT NULL AS complete`)).toEqual([{ complete: true }]);
  await query(postgresUrl, `DROP DATABASE ${name}_copy WITH (FORCE)`);
  await dropTemplate(name);
});
