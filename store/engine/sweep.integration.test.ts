import { readNow, setClockShift } from '#store/clock';
import { atEndOfFile } from '#testkit/at-end-of-file';
import { createTestDatabase } from '#testkit/database';
import { insertLateTicket } from '#testkit/factories/late-ticket';
import { holdStatement } from '#testkit/hold-statement';
import pg from 'pg';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { lateTickets, type LateTicket } from './sweep.ts';

const everybody = { limit: 1_000, restMs: 5_000, stuckRestMs: 60_000 };
let url: string;
let pool: pg.Pool;

beforeAll(async () => {
  const database = await createTestDatabase();
  atEndOfFile('database', () => database.drop());
  url = database.url;
  pool = new pg.Pool({ connectionString: url });
  atEndOfFile('pool', () => pool.end());
});
afterEach(async () => {
  await setClockShift(pool, 0);
  await pool.query(
    'UPDATE ticket_engine SET news_since = NULL, next_at = NULL, nudges = 0, nudged_at = NULL, stuck_at = NULL, saved_at = NULL',
  );
});

const find = async (whom = everybody) =>
  (await lateTickets.find(pool, { ...whom, now: await readNow(pool) })).map(({ ticketId }) => ticketId);
const read = async (id: string): Promise<LateTicket> => {
  const ticket = (await lateTickets.find(pool, { ...everybody, now: await readNow(pool), restMs: 0 })).find(
    ({ ticketId }) => ticketId === id,
  );
  if (!ticket) throw new Error('It is not late.');
  return ticket;
};
const rowOf = async (id: string) =>
  (
    await pool.query<{ nudges: number; isNudged: boolean; isStuck: boolean }>(
      `SELECT nudges, nudged_at IS NOT NULL AS "isNudged", stuck_at IS NOT NULL AS "isStuck"
       FROM ticket_engine WHERE ticket_id = $1`,
      [id],
    )
  ).rows[0];
const set = (id: string, assignment: string) =>
  pool.query(`UPDATE ticket_engine SET ${assignment} WHERE ticket_id = $1`, [id]);

describe('who is late', () => {
  test.each([
    ['news it has not seen', { newsSince: 0 }],
    ['an instant that passed', { nextAt: 0 }],
  ])('one with %s, after 30 s and not before, to the millisecond', async (_, row) => {
    const id = await insertLateTicket(pool, row);
    const { rows } = await pool.query<{ since: Date }>(
      'SELECT coalesce(news_since, next_at) AS since FROM ticket_engine WHERE ticket_id = $1',
      [id],
    );
    const since = rows[0]!.since.getTime();
    const at = async (ms: number) => {
      const now = new Date(since + ms);
      const late = await lateTickets.find(pool, { ...everybody, now });
      const { news, instant } = await lateTickets.figures(pool, now);
      expect(news + instant).toBe(late.length);
      return late.map(({ ticketId }) => ticketId);
    };
    expect(await at(30_000)).toEqual([]);
    expect(await at(30_001)).toEqual([id]);
  });

  test('nobody who waits for news alone, or for an instant to come', async () => {
    await insertLateTicket(pool, {});
    await insertLateTicket(pool, { nextAt: -3_600 });
    expect(await find()).toEqual([]);
  });

  test('they come with the longest wait first, whatever they wait with, and no more than asked for', async () => {
    const second = await insertLateTicket(pool, { nextAt: 300 });
    const fourth = await insertLateTicket(pool, { newsSince: 100, nextAt: -900 });
    const first = await insertLateTicket(pool, { newsSince: 40, nextAt: 400 });
    const third = await insertLateTicket(pool, { newsSince: 200 });
    expect(await find()).toEqual([first, second, third, fourth]);
    expect(await find({ ...everybody, limit: 2 })).toEqual([first, second]);
  });

  test('figures count each once, and how long the oldest has waited', async () => {
    await insertLateTicket(pool, { newsSince: 100, nextAt: 500 });
    await insertLateTicket(pool, { newsSince: 10, nextAt: 60 });
    await insertLateTicket(pool, { nextAt: 70 });
    await set(await insertLateTicket(pool, {}), 'stuck_at = nixflow_now()');
    const figures = await lateTickets.figures(pool, await readNow(pool));
    expect(figures).toMatchObject({ news: 1, instant: 2, stuck: 1 });
    expect(figures.oldestSeconds).toBeGreaterThanOrEqual(500);
    expect(figures.oldestSeconds).toBeLessThan(510);
  });
});

describe('nudges', () => {
  test('one that was nudged rests; a stuck one longer, and behind all others', async () => {
    const old = await insertLateTicket(pool, { newsSince: 900 });
    const young = await insertLateTicket(pool, { newsSince: 100 });
    await set(old, `nudged_at = nixflow_now() - INTERVAL '4 s'`);
    expect(await find()).toEqual([young]);
    await set(old, `nudged_at = nixflow_now() - INTERVAL '6 s'`);
    expect(await find()).toEqual([old, young]);
    await set(old, 'stuck_at = nixflow_now()');
    expect(await find()).toEqual([young]);
    await set(old, `nudged_at = nixflow_now() - INTERVAL '61 s'`);
    expect(await find()).toEqual([young, old]);
  });

  test('one that is stuck without being late is nudged now and then since it last looked, behind all others', async () => {
    const held = await insertLateTicket(pool, {});
    const stood = (seconds: number) => `stuck_at = nixflow_now(), saved_at = nixflow_now() - INTERVAL '${seconds} s'`;
    await set(held, stood(59));
    expect(await find()).toEqual([]);
    await set(held, stood(61));
    const late = await insertLateTicket(pool, { newsSince: 100 });
    expect(await find()).toEqual([late, held]);
    expect(await lateTickets.noteNudge(pool, { ...(await read(late)), ticketId: held, version: 0 }, true)).toBe(true);
    expect(await find()).toEqual([late]);
    await set(held, `nudged_at = nixflow_now() - INTERVAL '61 s'`);
    expect(await find()).toEqual([late, held]);
    expect(await lateTickets.figures(pool, await readNow(pool))).toMatchObject({ news: 1, instant: 0, stuck: 1 });
    // With news it has not seen it is late like any other, and does not wait for long.
    await set(held, `${stood(0)}, nudged_at = NULL, news_since = nixflow_now() - INTERVAL '60 s'`);
    expect(await find()).toEqual([late, held]);
  });

  test('two who nudged the same ticket at once count one nudge', async () => {
    const id = await insertLateTicket(pool, { newsSince: 100 });
    const seen = await read(id);
    const noted = await Promise.all([lateTickets.noteNudge(pool, seen, true), lateTickets.noteNudge(pool, seen, true)]);
    expect(noted.sort()).toEqual([false, true]);
    expect(await rowOf(id)).toMatchObject({ nudges: 1 });
    expect(await lateTickets.noteNudge(pool, await read(id), true)).toBe(true);
    expect(await rowOf(id)).toMatchObject({ nudges: 2 });
  });

  test('one whose ticket moved meanwhile is not counted', async () => {
    const id = await insertLateTicket(pool, { newsSince: 100 });
    const seen = await read(id);
    await set(id, 'version = version + 1');
    expect(await lateTickets.noteNudge(pool, seen, true)).toBe(false);
    expect(await rowOf(id)).toEqual({ nudges: 0, isNudged: false, isStuck: false });
  });

  test('one that nobody would act on is noted, and not counted', async () => {
    const id = await insertLateTicket(pool, { newsSince: 100 });
    expect(await lateTickets.noteNudge(pool, await read(id), false)).toBe(true);
    expect(await rowOf(id)).toEqual({ nudges: 0, isNudged: true, isStuck: false });
  });

  test('they are counted as far as the column goes', async () => {
    const id = await insertLateTicket(pool, { newsSince: 100 });
    await set(id, 'nudges = 32767');
    expect(await lateTickets.noteNudge(pool, await read(id), true)).toBe(true);
  });
});

describe('stuck', () => {
  const mark = async () => lateTickets.markStuck(pool, { now: await readNow(pool), restMs: 5_000, limit: 100 });
  const nudged = (times: number, secondsAgo: number) =>
    `nudges = ${times}, nudged_at = nixflow_now() - INTERVAL '${secondsAgo} s'`;

  test('after three nudges, once the third had its time, while it is late; and marked once', async () => {
    const id = await insertLateTicket(pool, { newsSince: 100 });
    await set(id, nudged(2, 60));
    expect(await mark()).toEqual([]);
    await set(id, nudged(3, 4));
    expect(await mark()).toEqual([]);
    await set(id, nudged(3, 6));
    expect(await mark()).toEqual([id]);
    expect(await rowOf(id)).toMatchObject({ isStuck: true });
    expect(await mark()).toEqual([]);
    const punctual = await insertLateTicket(pool, { newsSince: 5 });
    await set(punctual, nudged(3, 6));
    expect(await mark()).toEqual([]);
  });

  test('one whose row is being written is passed over, not waited for', async () => {
    const id = await insertLateTicket(pool, { newsSince: 100 });
    await set(id, nudged(3, 6));
    const hold = await holdStatement(url, { table: 'ticket_engine', on: 'update', at: 'commit' });
    const moving = set(id, 'version = version + 1, nudges = 0');
    await hold.held();
    expect(await mark()).toEqual([]);
    await hold.release();
    await moving;
    expect(await mark()).toEqual([]);
  });
});

test('among many tickets the late ones are found by the indexes', async () => {
  await insertLateTicket(pool, { newsSince: 100 });
  await pool.query('ALTER TABLE ticket_engine DROP CONSTRAINT ticket_engine_ticket_id_fkey');
  await pool.query(
    `INSERT INTO ticket_engine (ticket_id, last_seq, next_at)
     SELECT gen_random_uuid(), 1, nixflow_now() + n * INTERVAL '1 minute' FROM generate_series(1, 50000) AS n`,
  );
  await pool.query('ANALYZE ticket_engine');
  const client = await pool.connect();
  const rowsScanned = async () => {
    const { rows } = await client.query<{ read: number }>(
      `SELECT seq_tup_read::float8 AS read FROM pg_stat_xact_user_tables WHERE relname = 'ticket_engine'`,
    );
    return rows[0]?.read;
  };
  try {
    await client.query('BEGIN');
    const now = await readNow(client);
    const before = await rowsScanned();
    expect(await lateTickets.find(client, { ...everybody, now })).toHaveLength(1);
    expect(await lateTickets.figures(client, now)).toMatchObject({ news: 1 });
    expect(await rowsScanned()).toBe(before);
  } finally {
    await client.query('ROLLBACK');
    client.release();
    await pool.query(`DELETE FROM ticket_engine WHERE ticket_id NOT IN (SELECT id FROM ticket)`);
  }
});
