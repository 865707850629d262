import { randomUUID } from 'node:crypto';
import { holdStatement } from '#testkit/hold-statement';
import { createTestDatabase, type TestDatabase } from '#testkit/database';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { setClockShift } from '../clock.ts';
import { seed } from '../seed.ts';
import { inTransaction } from '../transaction.ts';
import { claimLapsed } from './claim-lapsed.ts';
import { insertOutbox } from './insert-outbox.ts';
import { outboxFigures } from './outbox-figures.ts';
import { DESTINATIONS, type NewOutboxRow } from './outbox-row.ts';
import { postpone } from './postpone.ts';
import { settle } from './settle.ts';

let database: TestDatabase;
let pool: pg.Pool;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = new pg.Pool({ connectionString: database.url, max: 12 });
  await seed(pool);
});
afterEach(() => pool.query('TRUNCATE outbox, clock_shift'));
afterAll(async () => {
  await pool.end();
  await database.drop();
});

const signal = (ticketId: string, seq: number): NewOutboxRow => ({
  destination: 'temporal',
  ticketId,
  seq,
  payload: {},
});
const hint = (ticketId: string, seq: number): NewOutboxRow => ({
  ...{ destination: 'socket', ticketId, seq, payload: { revision: seq } },
});
const job = (ticketId: string, seq: number): NewOutboxRow => ({
  ...{ destination: 'bullmq', ticketId, seq, payload: { queue: 'notifications', data: { noticeId: 'n' } } },
});
const write = (...rows: NewOutboxRow[]) => inTransaction(pool, (client) => insertOutbox(client, rows));
/** As if the writers had died five seconds ago. */
const lapse = (where = 'true') =>
  pool.query(`UPDATE outbox SET claimed_until = claimed_until - INTERVAL '6 seconds' WHERE ${where}`);
const claim = (limit = 100) => claimLapsed(pool, { destinations: DESTINATIONS, limit, claimSeconds: 5 });
const ids = (rows: readonly { id: string }[]) => rows.map(({ id }) => Number(id)).sort((one, other) => one - other);
const left = async () => ids((await pool.query<{ id: string }>('SELECT id FROM outbox')).rows);

describe('writing', () => {
  test('rows come back as they were given, with an id, the epoch of the database and a claim', async () => {
    const ticketId = randomUUID();
    const before = performance.now();
    const rows = await write(signal(ticketId, 3), hint(ticketId, 3), job(ticketId, 3));
    const { rows: installations } = await pool.query<{ epoch: string }>(
      'SELECT database_epoch AS epoch FROM installation',
    );
    expect(rows).toEqual(
      [signal(ticketId, 3), hint(ticketId, 3), job(ticketId, 3)].map((row) => ({
        ...row,
        id: expect.stringMatching(/^\d+$/) as string,
        epoch: installations[0]!.epoch,
        claimedUntilMs: expect.any(Number) as number,
      })),
    );
    for (const { claimedUntilMs } of rows) {
      expect(claimedUntilMs).toBeGreaterThan(before + 5_000);
      expect(claimedUntilMs).toBeLessThan(performance.now() + 5_000);
    }
    expect(await insertOutbox(pool, [])).toEqual([]);
  });

  test('a command that never happened leaves nothing', async () => {
    const rolledBack = inTransaction(pool, async (client) => {
      await insertOutbox(client, [signal(randomUUID(), 1)]);
      throw new Error('changed my mind');
    });
    await expect(rolledBack).rejects.toThrow('changed my mind');
    expect(await left()).toEqual([]);
  });

  test('claims go by the real clock, wherever tests have moved the other one', async () => {
    await setClockShift(pool, 3_600_000);
    await write(signal(randomUUID(), 1));
    expect(await claim()).toEqual([]);
    await lapse();
    await setClockShift(pool, -3_600_000);
    expect(await claim()).toHaveLength(1);
  });
});

describe('claiming', () => {
  test('a row that its writer holds is nobody else’s; when that lapses one relay gets it, for a while', async () => {
    const [row] = await write(signal(randomUUID(), 1));
    expect(await claim()).toEqual([]);
    await lapse();
    const [claimed] = await claim();
    expect(claimed).toEqual({ ...row, claimedUntilMs: expect.any(Number) as number });
    expect(claimed!.claimedUntilMs).toBeGreaterThan(row!.claimedUntilMs);
    expect(await claim()).toEqual([]);
    await lapse();
    expect(await claim()).toHaveLength(1);
    const { rows } = await pool.query('SELECT attempts FROM outbox');
    expect(rows).toEqual([{ attempts: 2 }]);
  });

  test('those that lapsed first come first, and only the destinations asked for', async () => {
    const rows = [];
    for (let seq = 1; seq <= 4; seq++) rows.push(...(await write(signal(randomUUID(), seq), job(randomUUID(), seq))));
    await lapse();
    const signals = rows.filter(({ destination }) => destination === 'temporal');
    const claimed = await claimLapsed(pool, { destinations: ['temporal'], limit: 3, claimSeconds: 5 });
    expect(ids(claimed)).toEqual(ids(signals.slice(0, 3)));
  });

  test('of one ticket the newest lapsed counts, and takes the older lapsed ones with it; jobs are one by one', async () => {
    const [one, other] = [randomUUID(), randomUUID()];
    const older = await write(signal(one, 1), signal(one, 2));
    const [newest] = await write(signal(one, 3));
    const others = await write(signal(other, 1));
    const [hinted, ...jobs] = await write(hint(one, 3), job(one, 1), job(one, 2));
    await lapse();
    const held = await write(signal(one, 4));
    const taking = { destinations: DESTINATIONS, claimSeconds: 5 };
    expect(ids(await claimLapsed(pool, { ...taking, limit: 1 }))).toEqual(ids([...older, newest!]));
    expect(ids(await claimLapsed(pool, { ...taking, limit: 3 }))).toEqual(ids([...others, hinted!, jobs[0]!]));
    expect(ids(await claim())).toEqual(ids([jobs[1]!]));
    expect(await claim()).toEqual([]);
    await lapse(`id = ${held[0]!.id}`);
    expect(ids(await claim())).toEqual(ids(held));
  });

  test('many relays at once never get the same row, and get them all', async () => {
    const tickets = Array.from({ length: 60 }, () => randomUUID());
    const all = await write(...tickets.flatMap((id) => [signal(id, 1), signal(id, 2), hint(id, 2), job(id, 2)]));
    await lapse();
    const taken: string[] = [];
    const relays = Array.from({ length: 12 }, async () => {
      for (let idle = 0; idle < 3;) {
        const rows = await claim(7);
        taken.push(...rows.map(({ id }) => id));
        idle = rows.length === 0 ? idle + 1 : 0;
      }
    });
    await Promise.all(relays);
    expect(taken).toHaveLength(all.length);
    expect(new Set(taken).size).toBe(all.length);
  });

  test('a row that somebody is about to settle is passed over, not waited for', async () => {
    const [mine, theirs] = await write(signal(randomUUID(), 1), signal(randomUUID(), 1));
    await lapse();
    const hold = await holdStatement(database.url, { table: 'outbox', on: 'delete', at: 'statement' });
    const settling = settle(pool, [theirs!]);
    await hold.held();
    expect(ids(await claim())).toEqual(ids([mine!]));
    await hold.release();
    expect(await settling).toHaveLength(1);
  });
});

describe('postponing', () => {
  const waits = async () => {
    const { rows } = await pool.query<{ id: string; seconds: number }>(
      'SELECT id, extract(epoch FROM claimed_until - clock_timestamp())::float8 AS seconds FROM outbox ORDER BY id',
    );
    return rows.map(({ seconds }) => Math.round(seconds));
  };

  test('a row that is refused rests 5 s, and twice as long each further time, 5 minutes at most', async () => {
    const [row] = await write(signal(randomUUID(), 1));
    const seen = [];
    for (let refusal = 1; refusal <= 40; refusal++) {
      await postpone(pool, row!);
      seen.push(...(await waits()));
    }
    expect(seen.slice(0, 8)).toEqual([5, 10, 20, 40, 80, 160, 300, 300]);
    expect(seen.at(-1)).toBe(300);
    expect(await claim()).toEqual([]);
    expect((await outboxFigures(pool)).map(({ refused }) => refused)).toEqual([0, 0, 0, 1]);
  });

  test('an outage lengthens nothing: a claim that lapses is taken again after the same 5 s', async () => {
    await write(signal(randomUUID(), 1));
    for (let outage = 1; outage <= 5; outage++) {
      await lapse();
      expect(await claim()).toHaveLength(1);
      expect(await waits()).toEqual([5]);
    }
  });

  test('the older rows of its ticket rest with it; a newer one, another destination and other tickets do not', async () => {
    const [ticket, other] = [randomUUID(), randomUUID()];
    const rows = await write(
      signal(ticket, 1),
      signal(ticket, 2),
      signal(ticket, 3),
      hint(ticket, 2),
      signal(other, 1),
    );
    const jobs = await write(job(ticket, 1), job(ticket, 2));
    await lapse();
    await postpone(pool, rows[1]!);
    await postpone(pool, jobs[1]!);
    expect(await waits()).toEqual([5, 5, -1, -1, -1, -1, 5]);
    await postpone(pool, rows[2]!);
    expect(await waits()).toEqual([10, 10, 10, -1, -1, -1, 5]);
  });

  test('a row that was settled meanwhile does not come back', async () => {
    const rows = await write(signal(randomUUID(), 1));
    await settle(pool, rows);
    await postpone(pool, rows[0]!);
    expect(await left()).toEqual([]);
  });
});

describe('settling', () => {
  test('a seq settles all up to it of its ticket and destination, and nothing else', async () => {
    const [one, other] = [randomUUID(), randomUUID()];
    const rows = await write(
      signal(one, 1),
      signal(one, 2),
      signal(one, 3),
      signal(other, 1),
      hint(one, 1),
      job(one, 1),
    );
    const settled = await settle(pool, [rows[1]!]);
    expect(settled).toEqual([{ id: rows[1]!.id, lagSeconds: expect.any(Number) as number }]);
    expect(settled[0]!.lagSeconds).toBeGreaterThanOrEqual(0);
    expect(settled[0]!.lagSeconds).toBeLessThan(5);
    expect(await left()).toEqual(ids(rows.slice(2)));
  });

  test('a job settles itself alone', async () => {
    const id = randomUUID();
    const rows = await write(job(id, 1), job(id, 2), job(id, 2));
    await settle(pool, [rows[1]!]);
    expect(await left()).toEqual(ids([rows[0]!, rows[2]!]));
  });

  test('what was settled before is not named again', async () => {
    const id = randomUUID();
    const [first, second] = await write(signal(id, 1), signal(id, 2));
    expect(await settle(pool, [first!, second!])).toHaveLength(2);
    expect(await settle(pool, [first!, second!])).toEqual([]);
  });

  test('many who settle and claim rows of the same tickets at once never deadlock', async () => {
    const tickets = Array.from({ length: 5 }, () => randomUUID());
    for (let round = 0; round < 20; round++) {
      const rows = [];
      for (let seq = 1; seq <= 6; seq++) rows.push(...(await write(...tickets.map((id) => signal(id, seq)))));
      await lapse();
      const shuffled = rows.sort(() => Math.random() - 0.5);
      const work = [0, 1, 2, 3].map((at) => settle(pool, shuffled.slice(at * 7, at * 7 + 7)));
      await Promise.all([...work, claim(), claim(), claim()]);
    }
  });
});

test('figures say for each destination how many wait, how many of them are a relay’s, and since when', async () => {
  const id = randomUUID();
  await write(signal(id, 1), signal(id, 2), job(id, 2));
  await pool.query(`UPDATE outbox SET created_at = created_at - INTERVAL '90 seconds' WHERE seq = 1`);
  await lapse('seq = 1');
  expect(await outboxFigures(pool)).toEqual([
    { destination: 'bullmq', waiting: 1, lapsed: 0, refused: 0, oldestSeconds: expect.any(Number) as number },
    { destination: 'delivery', waiting: 0, lapsed: 0, refused: 0, oldestSeconds: 0 },
    { destination: 'socket', waiting: 0, lapsed: 0, refused: 0, oldestSeconds: 0 },
    { destination: 'temporal', waiting: 2, lapsed: 1, refused: 0, oldestSeconds: expect.closeTo(91, -1) as number },
  ]);
});
