import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '#testkit/database';
import { setClockShift } from './clock.ts';
import { selfChecks } from './self-check.ts';
import { inTransaction } from './transaction.ts';

let database: TestDatabase;
let pool: pg.Pool;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = new pg.Pool({ connectionString: database.url });
});
afterEach(() => pool.query('TRUNCATE self_check, clock_shift'));
afterAll(async () => {
  await pool.end();
  await database.drop();
});

const start = () => inTransaction(pool, selfChecks.start);

test('a new check has nothing but its id and the instant it was asked for', async () => {
  const check = await start();
  expect(check).toEqual({
    id: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
    requestedAt: expect.any(Date) as Date,
    activityAt: null,
    timerDueAt: null,
    timerFiredAt: null,
    jobAt: null,
    finishedAt: null,
    failure: null,
  });
  expect(await selfChecks.find(pool, check.id)).toEqual(check);
});

test('twenty people asking at once get one check', async () => {
  const checks = await Promise.all(Array.from({ length: 20 }, () => start()));
  expect(new Set(checks.map(({ id }) => id)).size).toBe(1);
});

test('inside a transaction of the caller, others wait for its end', async () => {
  const other = { waited: false };
  const [mine, theirs] = await inTransaction(pool, async (client) => {
    const own = await selfChecks.start(client);
    const waiting = start().then((check) => {
      other.waited = true;
      return check;
    });
    await client.query('SELECT pg_sleep(0.1)');
    expect(other.waited).toBe(false);
    return [own, { check: waiting }] as const;
  });
  expect((await theirs.check).id).toBe(mine.id);
});

test('after ten seconds, or when it is finished, a check is not joined any more', async () => {
  const first = await start();
  await setClockShift(pool, 9_000);
  expect((await start()).id).toBe(first.id);
  await setClockShift(pool, 10_001);
  const second = await start();
  expect(second.id).not.toBe(first.id);
  await selfChecks.record(pool, second.id, 'finished');
  const third = await start();
  expect(third.id).not.toBe(second.id);
  expect((await selfChecks.latest(pool))?.id).toBe(third.id);
});

test.each([
  ['activity', 'activityAt'],
  ['timerFired', 'timerFiredAt'],
  ['job', 'jobAt'],
  ['finished', 'finishedAt'],
] as const)('recording %s again keeps the first instant', async (stage, column) => {
  const { id } = await start();
  const first = await selfChecks.record(pool, id, stage);
  expect(first?.[column]).toBeInstanceOf(Date);
  await setClockShift(pool, 60_000);
  const repeats = await Promise.all([1, 2, 3].map(() => selfChecks.record(pool, id, stage)));
  expect(repeats).toEqual([first, first, first]);
});

test('the timer is due the given seconds from now, and asking again does not move it', async () => {
  const { id, requestedAt } = await start();
  const first = await selfChecks.scheduleTimer(pool, id, 2.5);
  const delay = Number(first?.timerDueAt) - requestedAt.getTime();
  expect(delay).toBeGreaterThanOrEqual(2_500);
  expect(delay).toBeLessThan(4_500);
  expect(await selfChecks.scheduleTimer(pool, id, 900)).toEqual(first);
});

test('a check ends once: failed first stays failed, finished first stays well', async () => {
  const failed = await start();
  const ended = await selfChecks.fail(pool, failed.id, 'the job never came');
  expect(ended).toMatchObject({ failure: 'the job never came', finishedAt: expect.any(Date) as Date });
  expect(await selfChecks.record(pool, failed.id, 'finished')).toEqual(ended);
  expect(await selfChecks.fail(pool, failed.id, 'another reason')).toEqual(ended);

  const well = await start();
  const finished = await selfChecks.record(pool, well.id, 'finished');
  expect(await selfChecks.fail(pool, well.id, 'too late')).toEqual(finished);
});

test('what does not exist is null', async () => {
  const id = randomUUID();
  expect(await selfChecks.latest(pool)).toBeNull();
  expect(await selfChecks.find(pool, id)).toBeNull();
  expect(await selfChecks.record(pool, id, 'job')).toBeNull();
  expect(await selfChecks.scheduleTimer(pool, id, 1)).toBeNull();
  expect(await selfChecks.fail(pool, id, 'x')).toBeNull();
});

test('old checks are forgotten, newer ones stay', async () => {
  const old = await start();
  await setClockShift(pool, 25 * 3600 * 1000);
  const recent = await start();
  expect(await selfChecks.deleteOlderThan(pool, 24)).toBe(1);
  expect(await selfChecks.find(pool, old.id)).toBeNull();
  expect(await selfChecks.find(pool, recent.id)).toEqual(recent);
});
