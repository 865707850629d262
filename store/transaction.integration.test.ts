import { once } from 'node:events';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '#testkit/database';
import { inTransaction } from './transaction.ts';

let database: TestDatabase;
let pool: pg.Pool;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = new pg.Pool({ connectionString: database.url, max: 1 });
  pool.on('error', () => undefined);
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

async function countChecks(): Promise<number> {
  return (await pool.query('SELECT FROM self_check')).rows.length;
}

test('what returns is committed, what throws leaves nothing and gives its connection back', async () => {
  const work = inTransaction(pool, async (client) => {
    await client.query('INSERT INTO self_check DEFAULT VALUES');
    throw new Error('changed my mind');
  });
  await expect(work).rejects.toThrow('changed my mind');
  expect(await countChecks()).toBe(0);
  expect(await inTransaction(pool, (client) => client.query('INSERT INTO self_check DEFAULT VALUES'))).toMatchObject({
    rowCount: 1,
  });
  expect(await countChecks()).toBe(1);
});

test('a connection lost in a query is replaced, and that error is what the caller sees', async () => {
  const work = inTransaction(pool, (client) => client.query('SELECT pg_terminate_backend(pg_backend_pid())'));
  await expect(work).rejects.toThrow('terminating connection');
  expect(await countChecks()).toBe(1);
});

test('a connection lost between two queries fails the transaction, not the process', async () => {
  const other = new pg.Client({ connectionString: database.url });
  await other.connect();
  const work = inTransaction(pool, async (client) => {
    const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    const lost = once(client, 'error');
    await other.query('SELECT pg_terminate_backend($1)', [rows[0]?.pid]);
    await lost;
  });
  await expect(work).rejects.toThrow();
  expect(await countChecks()).toBe(1);
  await other.end();
});

test('the server ends a transaction that nobody goes on with, and a statement that waits too long for a lock', async () => {
  const limits = await inTransaction(pool, async (client) => {
    const { rows } = await client.query<Record<string, string>>(
      `SELECT current_setting('statement_timeout') AS statement, current_setting('idle_in_transaction_session_timeout') AS idle`,
    );
    return rows;
  });
  expect(limits).toEqual([{ statement: '14s', idle: '30s' }]);
  const { rows } = await pool.query(`SELECT current_setting('statement_timeout') AS outside`);
  expect(rows).toEqual([{ outside: '0' }]);
});
