import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { migrate } from '#store/migrate';
import { buildMigration, listMigrations, type Migration } from '#store/migrations';
import { createEmptyTestDatabase, type TestDatabase } from '#testkit/database';
import { listForEngine, noFilter, openSchemaEngine, readSchema } from './schema-engine.ts';

let ours: TestDatabase;
let theirs: TestDatabase;

beforeEach(async () => {
  [ours, theirs] = await Promise.all([createEmptyTestDatabase(), createEmptyTestDatabase()]);
});
afterEach(() => Promise.all([ours.drop(), theirs.drop()]));

type Opened = Awaited<ReturnType<typeof openSchemaEngine>>;

async function withEngine<Result>(url: string, work: (engine: Opened['engine']) => Promise<Result>): Promise<Result> {
  const { engine, close } = await openSchemaEngine(url);
  try {
    return await work(engine);
  } finally {
    await close();
  }
}

function diagnose(url: string, migrations?: readonly Migration[]) {
  return withEngine(url, async (engine) => {
    const migrationsList = await listForEngine(migrations);
    return engine.diagnoseMigrationHistory({ migrationsList, optInToShadowDatabase: true, filters: noFilter });
  });
}

function applyByEngine(url: string, migrations?: readonly Migration[]) {
  return withEngine(url, async (engine) => {
    const migrationsList = await listForEngine(migrations);
    return engine.applyMigrations({ migrationsList, filters: noFilter });
  });
}

/** The history's table as the catalog has it, and its rows but for ids and times. */
async function describeHistory(url: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows: columns } = await client.query<Record<string, unknown>>(
      `SELECT column_name, ordinal_position, data_type, character_maximum_length, datetime_precision, is_nullable, column_default
       FROM information_schema.columns WHERE table_name = '_prisma_migrations' ORDER BY ordinal_position`,
    );
    const { rows: constraints } = await client.query<Record<string, unknown>>(
      `SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint
       WHERE conrelid = '_prisma_migrations'::regclass ORDER BY conname`,
    );
    const { rows } = await client.query<Record<string, unknown>>(
      `SELECT length(id) AS id_length, checksum, finished_at >= started_at AS finished, migration_name, logs,
         rolled_back_at, now() - started_at < INTERVAL '1 minute' AS started, applied_steps_count
       FROM _prisma_migrations ORDER BY migration_name, rolled_back_at`,
    );
    return { columns, constraints, rows };
  } finally {
    await client.end();
  }
}

const upToDate = { editedMigrationNames: [], failedMigrationNames: [], hasMigrationsTable: true, history: null };

test("after our runner, Prisma's engine finds everything applied, nothing edited, no drift and nothing to do", async () => {
  await migrate(ours.url);
  expect(await diagnose(ours.url)).toEqual(upToDate);
  await withEngine(ours.url, async (engine) => {
    const migrationsList = await listForEngine();
    // "createMigration" is its word for a database that is as the migrations make it; drift would be "reset".
    expect(await engine.devDiagnostic({ migrationsList, filters: noFilter })).toEqual({
      action: { tag: 'createMigration' },
    });
    expect(await engine.applyMigrations({ migrationsList, filters: noFilter })).toEqual({ appliedMigrationNames: [] });
  });
});

test("our records are those of Prisma's engine, and after the engine our runner has nothing to do", async () => {
  const { applied } = await migrate(ours.url);
  expect(await applyByEngine(theirs.url)).toEqual({ appliedMigrationNames: applied });
  expect(await describeHistory(ours.url)).toEqual(await describeHistory(theirs.url));
  expect(await migrate(theirs.url)).toEqual({ applied: [] });
});

test('schema.prisma is what the migrations make, as far as Prisma can tell', async () => {
  const result = await withEngine(ours.url, async (engine) =>
    engine.diff({
      from: { tag: 'migrations', ...(await listForEngine()) },
      to: { tag: 'schemaDatamodel', ...(await readSchema()) },
      script: true,
      exitCode: true,
      filters: noFilter,
    }),
  );
  expect(result, 'Write a migration for this, or correct store/schema.prisma').toMatchObject({
    exitCode: 0,
    stdout: '-- This is an empty migration.\n',
  });
});

test('the engine sees drift and edited scripts, so its silence above means something', async () => {
  const migrations = await listMigrations();
  await migrate(ours.url);
  const edited = migrations.map(({ name, script }) => buildMigration(name, `${script}\n-- edited`));
  expect(await diagnose(ours.url, edited)).toMatchObject({ editedMigrationNames: migrations.map(({ name }) => name) });

  const client = new pg.Client({ connectionString: ours.url });
  await client.connect();
  await client.query('ALTER TABLE self_check DROP COLUMN job_at');
  await client.end();
  const drift = await withEngine(ours.url, async (engine) =>
    engine.devDiagnostic({ migrationsList: await listForEngine(), filters: noFilter }),
  );
  expect(drift).toMatchObject({ action: { tag: 'reset', reason: expect.stringContaining('job_at') as string } });
});

test('a failure is recorded alike, stops both, and what Prisma resolves our runner takes up', async () => {
  const broken = [
    buildMigration('20260101000000_broken', 'CREATE TABLE half (n int); INSERT INTO missing VALUES (1);'),
  ];
  const mended = [buildMigration('20260101000000_broken', 'CREATE TABLE half (n int);')];
  await expect(migrate(ours.url, { migrations: broken })).rejects.toThrow('relation "missing" does not exist');
  await expect(applyByEngine(theirs.url, broken)).rejects.toThrow();
  const withoutText = (history: unknown) =>
    JSON.stringify(history).replace(/"logs":"(?:[^"\\]|\\.)+"/, '"logs":"some words"');
  const ourHistory = withoutText(await describeHistory(ours.url));
  expect(ourHistory).toContain('some words');
  expect(ourHistory).toBe(withoutText(await describeHistory(theirs.url)));

  for (const { url } of [ours, theirs]) {
    expect(await diagnose(url, broken)).toMatchObject({ failedMigrationNames: ['20260101000000_broken'] });
    await expect(applyByEngine(url, mended)).rejects.toThrow(/failed/);
    await expect(migrate(url, { migrations: mended })).rejects.toThrow(/20260101000000_broken.* failed/s);
    await withEngine(url, (engine) => engine.markMigrationRolledBack({ migrationName: '20260101000000_broken' }));
    expect(await migrate(url, { migrations: mended })).toEqual({ applied: ['20260101000000_broken'] });
  }
});

test('when both start at once, one applies and the other waits for it', async () => {
  const migrations = [buildMigration('20260101000000_slow', 'CREATE TABLE part (n int); SELECT pg_sleep(0.3);')];
  const [byUs, byEngine] = await Promise.all([migrate(ours.url, { migrations }), applyByEngine(ours.url, migrations)]);
  expect([...byUs.applied, ...byEngine.appliedMigrationNames]).toEqual(['20260101000000_slow']);
  expect(await diagnose(ours.url, migrations)).toEqual(upToDate);
});
