import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createEmptyTestDatabase, type TestDatabase } from '#testkit/database';
import { migrate } from './migrate.ts';
import { buildMigration, listMigrations } from './migrations.ts';

let database: TestDatabase;
let client: pg.Client;

beforeEach(async () => {
  database = await createEmptyTestDatabase();
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
});
afterEach(async () => {
  await client.end();
  await database.drop();
});

async function query(sql: string): Promise<unknown[]> {
  return (await client.query<Record<string, unknown>>(sql)).rows;
}

const makeTable = buildMigration('20260101000000_table', 'CREATE TABLE part (n int);');

test('an empty database gets every migration, and a second run has nothing to do', async () => {
  const names = (await listMigrations()).map(({ name }) => name);
  const lines: string[] = [];
  expect(await migrate(database.url, { log: (line) => lines.push(line) })).toEqual({ applied: names });
  expect(lines).toEqual(names.map((name) => `Applying migration ${name} …`));
  expect(await migrate(database.url)).toEqual({ applied: [] });
});

test('eight runners at once apply each migration once', async () => {
  const migrations = [
    buildMigration('20260101000000_slow', 'CREATE TABLE part (n int); SELECT pg_sleep(0.2);'),
    buildMigration('20260201000000_row', 'INSERT INTO part VALUES (1);'),
  ];
  const runs = await Promise.all(Array.from({ length: 8 }, () => migrate(database.url, { migrations })));
  expect(runs.flatMap(({ applied }) => applied)).toEqual(migrations.map(({ name }) => name));
  expect(await query('SELECT n FROM part')).toEqual([{ n: 1 }]);
  expect(await query('SELECT migration_name FROM _prisma_migrations')).toHaveLength(2);
});

test("nothing runs beside Prisma's own engine: a runner waits for its lock, and gives up when told to", async () => {
  await client.query('SELECT pg_advisory_lock(72707369)');
  await expect(migrate(database.url, { waitSeconds: 0.2 })).rejects.toThrow('for more than 0.2 s');

  const lines: string[] = [];
  const run = migrate(database.url, { migrations: [makeTable], log: (line) => lines.push(line) });
  await expect.poll(() => lines).toEqual(['Another process is migrating this database; waiting for it …']);
  expect(await query(`SELECT to_regclass('part') AS part`)).toEqual([{ part: null }]);
  await client.query('SELECT pg_advisory_unlock(72707369)');
  expect(await run).toEqual({ applied: [makeTable.name] });
});

test('a failing script leaves nothing behind but its record, and stops every later run until a person decided', async () => {
  const broken = buildMigration(
    '20260201000000_broken',
    'CREATE TABLE half (n int);\nINSERT INTO half VALUES (1);\nINSERT INTO missing VALUES (1);',
  );
  const after = buildMigration('20260301000000_after', 'CREATE TABLE after (n int);');
  const run = migrate(database.url, { migrations: [makeTable, broken, after] });
  await expect(run).rejects.toThrow(/20260201000000_broken\n.*42P01\nLine: 3\n.*relation "missing" does not exist/);
  expect(await query(`SELECT to_regclass('half') AS half, to_regclass('after') AS after`)).toEqual([
    { half: null, after: null },
  ]);
  expect(
    await query(
      `SELECT migration_name AS name, finished_at, rolled_back_at, applied_steps_count AS steps, logs LIKE '%relation "missing"%' AS told
       FROM _prisma_migrations ORDER BY started_at`,
    ),
  ).toEqual([
    { name: makeTable.name, finished_at: expect.any(Date) as Date, rolled_back_at: null, steps: 1, told: null },
    { name: broken.name, finished_at: null, rolled_back_at: null, steps: 0, told: true },
  ]);

  const mended = buildMigration(broken.name, 'CREATE TABLE half (n int);');
  const refusal = await migrate(database.url, { migrations: [makeTable, mended, after] }).then(
    () => 'none',
    (error: unknown) => String(error),
  );
  const advice = /UPDATE _prisma_migrations SET .*$/.exec(refusal)?.[0];
  expect(advice).toBeDefined();
  await client.query(String(advice));
  expect(await migrate(database.url, { migrations: [makeTable, mended, after] })).toEqual({
    applied: [mended.name, after.name],
  });
});

test('a script that fails inside its own transaction is recorded too', async () => {
  const broken = buildMigration('20260101000000_broken', 'BEGIN; SELECT 1/0; COMMIT;');
  await expect(migrate(database.url, { migrations: [broken] })).rejects.toThrow('division by zero');
  expect(await query(`SELECT logs LIKE '%division by zero%' AS told FROM _prisma_migrations`)).toEqual([
    { told: true },
  ]);
});

test('a runner killed in the middle leaves a record that the next run calls interrupted', async () => {
  const slow = buildMigration('20260101000000_slow', 'CREATE TABLE half (n int); SELECT pg_sleep(30);');
  const run = migrate(database.url, { migrations: [slow] });
  const failure = expect(run).rejects.toThrow('Migration name: 20260101000000_slow');
  const kill = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                WHERE datname = current_database() AND application_name = 'nixflow-migrate' AND query LIKE '%pg_sleep(30)%'`;
  await expect.poll(() => query(kill)).toHaveLength(1);
  await failure;
  await expect(migrate(database.url, { migrations: [slow] })).rejects.toThrow('was interrupted');
});

test('the body of a function may contain semicolons, because a script is sent as a whole', async () => {
  const body = 'CREATE FUNCTION two() RETURNS int LANGUAGE plpgsql AS $$ BEGIN PERFORM 1; RETURN 2; END; $$;';
  await migrate(database.url, { migrations: [buildMigration('20260101000000_function', body)] });
  expect(await query('SELECT two()')).toEqual([{ two: 2 }]);
});

test('an index can be made concurrently by a script of its own', async () => {
  const index = buildMigration('20260201000000_index', 'CREATE INDEX CONCURRENTLY part_n ON part (n);');
  expect(await migrate(database.url, { migrations: [makeTable, index] })).toEqual({
    applied: [makeTable.name, index.name],
  });
});

test('an image of the version before starts again on a database that a newer one has migrated', async () => {
  const newer = buildMigration('20260201000000_newer', 'CREATE TABLE more (n int);');
  await migrate(database.url, { migrations: [makeTable, newer] });
  const lines: string[] = [];
  const back = await migrate(database.url, { migrations: [makeTable], log: (line) => lines.push(line) });
  expect(back).toEqual({ applied: [] });
  expect(lines).toEqual([expect.stringMatching(/^Warning: .*20260201000000_newer/)]);
  expect(await migrate(database.url, { migrations: [makeTable, newer] })).toEqual({ applied: [] });
});

test("somebody else's database is left alone", async () => {
  await client.query('CREATE TABLE orders (n int)');
  await expect(migrate(database.url)).rejects.toThrow(/has tables \(orders …\) but was never migrated by NixFlow/);
  expect(await query(`SELECT to_regclass('_prisma_migrations') AS history`)).toEqual([{ history: null }]);
});

test('a database that does not exist is named, not made', async () => {
  const url = new URL(database.url);
  url.pathname = '/nixflow_nowhere';
  await expect(migrate(url.href)).rejects.toThrow('There is no database "nixflow_nowhere"');
});
