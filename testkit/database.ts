import { createHash, randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { migrate } from '#store/migrate';
import { listMigrations, type Migration } from '#store/migrations';
import { testStack } from './stack.ts';

/** A database of one test's own. */
export interface TestDatabase {
  /** As the superuser of the stack. */
  readonly url: string;
  /** Ends every connection to it and removes it. Safe to repeat. */
  drop(): Promise<void>;
}

/** Whoever makes the template holds this lock; everyone else who needs it waits. */
const templateLock = 4_172_026;

let template: Promise<string> | undefined;

/** A new database with the current schema and no rows; a copy of a template, so it takes milliseconds. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const source = await (template ??= ensureTemplate());
  // Copying files takes half the time of copying through the log, alone and with four at once.
  return create(`TEMPLATE ${source} STRATEGY file_copy`);
}

/** A new database without any schema, for tests of what comes before the schema. */
export function createEmptyTestDatabase(): Promise<TestDatabase> {
  return create('TEMPLATE template0');
}

async function create(options: string): Promise<TestDatabase> {
  const name = `nixflow_test_${randomUUID().replaceAll('-', '')}`;
  await asSuperuser((client) => client.query(`CREATE DATABASE ${name} ${options}`));
  const drop = () =>
    asSuperuser(async (client) => {
      await waitForGoodbyes(client, name);
      await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    });
  return { url: urlOf(name), drop };
}

/**
 * Give connections that are just being closed the time for it: a pool's `end()` returns before they are gone, and one
 * that is cut instead tells its process an error which nobody there expects.
 */
async function waitForGoodbyes(client: pg.Client, database: string): Promise<void> {
  for (let attempt = 0; attempt < 400; attempt++) {
    const { rows } = await client.query('SELECT FROM pg_stat_activity WHERE datname = $1', [database]);
    if (rows.length === 0) return;
    await setTimeout(5);
  }
}

/**
 * The template of some migrations (those of this code, unless given), made by whoever comes first.
 *
 * @returns its name, which the migrations' contents decide
 */
export async function ensureTemplate(planted?: readonly Migration[]): Promise<string> {
  const migrations = planted ?? (await listMigrations());
  const hash = createHash('sha256');
  for (const { name, checksum } of migrations) hash.update(`${name} ${checksum}\n`);
  const name = `nixflow_template_${hash.digest('hex').slice(0, 16)}`;
  await asSuperuser(async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [templateLock]);
    const { rows } = await client.query('SELECT FROM pg_database WHERE datname = $1 AND datistemplate', [name]);
    if (rows.length > 0) return;
    // Without the mark it is what a killed run left half made.
    await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await client.query(`CREATE DATABASE ${name} TEMPLATE template0`);
    await migrate(urlOf(name), { migrations });
    // The last step: the mark says it is complete. Nobody may connect, because a template in use cannot be copied.
    await client.query(`ALTER DATABASE ${name} WITH IS_TEMPLATE true ALLOW_CONNECTIONS false`);
  });
  return name;
}

function urlOf(database: string): string {
  const url = new URL(testStack().postgresUrl);
  url.pathname = `/${database}`;
  return url.href;
}

async function asSuperuser<Result>(work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: testStack().postgresUrl, application_name: 'nixflow-testkit' });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
