import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '#testkit/database';
import { advanceClockTo, readNow, requireTrueClock, setClockShift } from './clock.ts';
import { inTransaction } from './transaction.ts';

let database: TestDatabase;
let pool: pg.Pool;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = new pg.Pool({ connectionString: database.url });
});
afterEach(() => pool.query('DELETE FROM clock_shift'));
afterAll(async () => {
  await pool.end();
  await database.drop();
});

const day = 24 * 3600 * 1000;

test('unshifted, it is the real clock to the millisecond, never ahead of it', async () => {
  const { rows } = await pool.query<{ ahead: number; microseconds: number }>(
    `SELECT extract(epoch FROM nixflow_now() - clock_timestamp())::float8 AS ahead,
       extract(microseconds FROM nixflow_now())::int % 1000 AS microseconds FROM generate_series(1, 1000)`,
  );
  expect(Math.max(...rows.map(({ ahead }) => ahead))).toBeLessThanOrEqual(0);
  expect(Math.min(...rows.map(({ ahead }) => ahead))).toBeGreaterThan(-0.1);
  expect(new Set(rows.map(({ microseconds }) => microseconds))).toEqual(new Set([0]));
});

test('it moves on inside a transaction, where now() stands still', async () => {
  await inTransaction(pool, async (client) => {
    const before = await readNow(client);
    await client.query('SELECT pg_sleep(0.02)');
    expect((await readNow(client)).getTime()).toBeGreaterThanOrEqual(before.getTime() + 20);
  });
});

test('it needs no search path, so no other table can stand in for its shift', async () => {
  await inTransaction(pool, async (client) => {
    await client.query('CREATE TEMPORARY TABLE clock_shift (milliseconds bigint) ON COMMIT DROP');
    await client.query('INSERT INTO pg_temp.clock_shift VALUES ($1)', [day]);
    expect((await readNow(client)).getTime()).toBeLessThan(Date.now() + day / 2);
  });
});

test.each([0, 1, 999, 3 * 365 * day, -2 * day])('a shift of %d ms moves it by exactly that', async (shift) => {
  await setClockShift(pool, shift);
  const before = Date.now();
  const now = (await readNow(pool)).getTime() - shift;
  // PostgreSQL truncates and Node's clock is another reading of the same one.
  expect(now).toBeGreaterThanOrEqual(before - 2);
  expect(now).toBeLessThanOrEqual(Date.now() + 2);
});

test('advancing reaches the instant and never goes back', async () => {
  const instant = new Date(Date.now() + 30 * day + 123);
  await advanceClockTo(pool, instant);
  const reached = await readNow(pool);
  expect(reached.getTime()).toBeGreaterThanOrEqual(instant.getTime());
  expect(reached.getTime()).toBeLessThan(instant.getTime() + 5_000);

  await advanceClockTo(pool, new Date(instant.getTime() - day));
  expect((await readNow(pool)).getTime()).toBeGreaterThanOrEqual(reached.getTime());
});

test('an instant already past does not move a true clock', async () => {
  await advanceClockTo(pool, new Date(Date.now() - day));
  await requireTrueClock(pool);
});

test('when many advance it at once, the farthest wins', async () => {
  const start = Date.now();
  const days = [3, 9, 1, 7, 5, 2, 8, 4, 6];
  await Promise.all(days.map((count) => advanceClockTo(pool, new Date(start + count * day))));
  expect((await readNow(pool)).getTime()).toBeGreaterThanOrEqual(start + 9 * day);
});

test('a production process refuses a shifted clock', async () => {
  await requireTrueClock(pool);
  await setClockShift(pool, 1);
  await expect(requireTrueClock(pool)).rejects.toThrow('shifted by 1 ms');
  await setClockShift(pool, 0);
  await requireTrueClock(pool);
});

test('there is at most one shift', async () => {
  await setClockShift(pool, 1);
  await expect(pool.query('INSERT INTO clock_shift (id, milliseconds) VALUES (false, 2)')).rejects.toThrow(
    'clock_shift_one_row',
  );
});
