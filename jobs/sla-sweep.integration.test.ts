import { engineRows } from '#store/engine/engine-row';
import { advanceClockTo, readNow, setClockShift } from '#store/clock';
import { atEndOfFile } from '#testkit/at-end-of-file';
import { createTestDatabase } from '#testkit/database';
import { insertCustomer } from '#testkit/factories/desk';
import { insertLateTicket } from '#testkit/factories/late-ticket';
import { logInMemory } from '#testkit/log-in-memory';
import pg from 'pg';
import { Registry } from 'prom-client';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createSweepFigures } from './sla-sweep-figures.ts';
import { createSlaSweep, type SlaSweep } from './sla-sweep.ts';

const everyMs = 60_000;
let pool: pg.Pool;
let registry: Registry;
let nudged: string[];
let log: ReturnType<typeof logInMemory>;

beforeAll(async () => {
  const database = await createTestDatabase();
  atEndOfFile('database', () => database.drop());
  pool = new pg.Pool({ connectionString: database.url });
  atEndOfFile('pool', () => pool.end());
});
beforeEach(() => {
  registry = new Registry();
  nudged = [];
  log = logInMemory();
});
afterEach(async () => {
  await setClockShift(pool, 0);
  await pool.query(
    'UPDATE ticket_engine SET news_since = NULL, next_at = NULL, nudges = 0, nudged_at = NULL, stuck_at = NULL, saved_at = NULL',
  );
});

/** Sweeps over an engine that takes every nudge and has workers, unless told. */
const sweeper = (
  ports: Partial<Pick<SlaSweep, 'nudge' | 'workersPoll' | 'everyMs'>> = {},
  figures = createSweepFigures(registry),
) =>
  createSlaSweep({
    ...{ pool, everyMs, logger: log.logger, figures },
    workersPoll: () => Promise.resolve(true),
    nudge: (ticketId) => {
      nudged.push(ticketId);
      return Promise.resolve('accepted');
    },
    ...ports,
  });
/** The time from one sweep to the next passes. */
const pass = async (sweeps = 1) => advanceClockTo(pool, new Date((await readNow(pool)).getTime() + sweeps * everyMs));
const rowOf = async (id: string) => {
  const { rows } = await pool.query<{ nudges: number; isStuck: boolean }>(
    `SELECT nudges, stuck_at IS NOT NULL AS "isStuck" FROM ticket_engine WHERE ticket_id = $1`,
    [id],
  );
  return rows[0];
};
const move = async (id: string) => {
  const version = (await engineRows.find(pool, id))?.version ?? 0;
  const state = { stateVersion: 0 } as unknown as Parameters<typeof engineRows.write>[1]['state'];
  await engineRows.write(pool, {
    ticketId: id,
    over: version,
    seenSeq: 0,
    state,
    nextAt: null,
    steps: [],
    isHeld: false,
  });
};
const figure = async (name: string, labels: Record<string, string> = {}) => {
  const { values } = (await registry.getSingleMetric(`nixflow_sweep_${name}`)?.get()) ?? { values: [] };
  return values.find((value) => Object.entries(labels).every(([key, wanted]) => value.labels[key] === wanted))?.value;
};

test('nudges the late ones and nobody else, says what it found, and records nothing of its own about clocks', async () => {
  const late = [await insertLateTicket(pool, { newsSince: 90 }), await insertLateTicket(pool, { nextAt: 60 })];
  await insertLateTicket(pool, { newsSince: 5, nextAt: -60 });
  const count = async () =>
    (
      await pool.query<object>(
        'SELECT (SELECT count(*) FROM ticket_event) AS facts, (SELECT count(*) FROM sla_record) AS records',
      )
    ).rows;
  const before = await count();
  await sweeper()();
  expect(nudged.sort()).toEqual(late.sort());
  expect(await count()).toEqual(before);
  expect([await figure('found', { kind: 'news' }), await figure('found', { kind: 'instant' })]).toEqual([1, 1]);
  expect(await figure('oldest_age_seconds')).toBeGreaterThanOrEqual(90);
  expect(await figure('nudges_total', { outcome: 'accepted' })).toBe(2);
  expect(await figure('last_run_timestamp_seconds')).toBeGreaterThan(Date.now() / 1_000 - 60);
});

describe('of more than a batch of two hundred', () => {
  let ids: string[];
  beforeAll(async () => {
    const { id } = await insertCustomer(pool);
    const { rows } = await pool.query<{ id: string }>(
      `WITH made AS (
         INSERT INTO ticket (subject, status, priority, requester_id, opened_by, via, tags, flow_version_ids, is_spam,
           is_deleted, revision, last_seq, last_fact_at, created_at)
         SELECT 'Late', 'new', 'normal', $1, 'customer', 'web', '{}', '{}', false, false, 1, 1, now(), now()
         FROM generate_series(1, 403) RETURNING id
       )
       INSERT INTO ticket_engine (ticket_id, last_seq) SELECT id, 1 FROM made RETURNING ticket_id AS id`,
      [id],
    );
    ids = rows.map((row) => row.id).sort();
  });
  beforeEach(async () => {
    await pool.query(
      `UPDATE ticket_engine SET news_since = nixflow_now() - INTERVAL '1000 s' + n * INTERVAL '1 s'
       FROM unnest($1::uuid[]) WITH ORDINALITY AS late (id, n) WHERE ticket_id = id`,
      [ids],
    );
  });

  test('the oldest go first, and one sweep takes them all, each once', async () => {
    await sweeper()();
    expect(nudged[0]).toBe(ids[0]);
    for (const from of [0, 200, 400]) {
      expect(nudged.slice(from, from + 200).sort()).toEqual(ids.slice(from, from + 200));
    }
    expect(nudged).toHaveLength(403);
    expect(await figure('nudges_total', { outcome: 'accepted' })).toBe(403);
  });

  test('one batch is all while nobody polls', async () => {
    await sweeper({ workersPoll: () => Promise.resolve(false) })();
    expect(nudged.sort()).toEqual(ids.slice(0, 200));
  });

  test('one batch is all if the engine takes none of it', async () => {
    const nudge = (id: string) => {
      nudged.push(id);
      return Promise.resolve('refused' as const);
    };
    await sweeper({ nudge })();
    expect(nudged).toHaveLength(200);
  });

  test('no batch begins once it is time for the next sweep, which takes the others', async () => {
    const sweep = sweeper({ everyMs: 1 });
    await sweep();
    expect(nudged.slice().sort()).toEqual(ids.slice(0, 200));
  });

  test('no batch begins once the process ends', async () => {
    const ending = new AbortController();
    const nudge = (id: string) => {
      nudged.push(id);
      ending.abort();
      return Promise.resolve('accepted' as const);
    };
    await sweeper({ nudge })(ending.signal);
    expect(nudged.length).toBeLessThanOrEqual(200);
  });

  test('tickets that move and are late again are not nudged twice by one sweep', async () => {
    const nudge = async (id: string) => {
      nudged.push(id);
      await pool.query('UPDATE ticket_engine SET version = version + 1 WHERE ticket_id = $1', [id]);
      return 'accepted' as const;
    };
    await sweeper({ nudge })();
    expect(nudged).toHaveLength(new Set(nudged).size);
  });
});

describe('a ticket that nudges do not move', () => {
  test('is stuck once the third had its time, and is still nudged, ten times less often', async () => {
    const id = await insertLateTicket(pool, { newsSince: 60 });
    const sweep = sweeper();
    for (const nudges of [1, 2, 3]) {
      await sweep();
      expect(await rowOf(id)).toEqual({ nudges, isStuck: false });
      await pass();
    }
    await sweep();
    expect(await rowOf(id)).toEqual({ nudges: 3, isStuck: true });
    expect(log.text()).toContain('Tickets are stuck');
    await pass(8);
    await sweep();
    expect(nudged).toHaveLength(3);
    expect(await figure('stuck_tickets')).toBe(1);
    await pass(1);
    await sweep();
    expect(nudged).toHaveLength(4);
  });

  test('is stuck no more when it moves, and what was counted is forgotten', async () => {
    const id = await insertLateTicket(pool, { newsSince: 60 });
    const sweep = sweeper();
    for (let at = 0; at < 2; at++) {
      await sweep();
      await pass();
    }
    await move(id);
    expect(await rowOf(id)).toEqual({ nudges: 0, isStuck: false });
    await pool.query(`UPDATE ticket_engine SET nudges = 3, stuck_at = nixflow_now() WHERE ticket_id = $1`, [id]);
    await move(id);
    expect(await rowOf(id)).toEqual({ nudges: 0, isStuck: false });
  });

  test('is never stuck while nobody polls; it is nudged now and then, in case the engine lost it', async () => {
    const id = await insertLateTicket(pool, { newsSince: 60 });
    const sweep = sweeper({ workersPoll: () => Promise.resolve(false) });
    for (let at = 0; at < 21; at++) {
      await sweep();
      await pass();
    }
    expect(nudged).toHaveLength(3);
    expect(await rowOf(id)).toEqual({ nudges: 0, isStuck: false });
    await sweeper({}, { found: () => undefined, nudged: () => undefined, ended: () => undefined })();
    expect(await rowOf(id)).toEqual({ nudges: 1, isStuck: false });
  });
});

test('a ticket whose flows are held is nudged now and then, though it is not late: newer code may be back', async () => {
  const id = await insertLateTicket(pool, {});
  await pool.query('UPDATE ticket_engine SET stuck_at = nixflow_now(), saved_at = nixflow_now() WHERE ticket_id = $1', [
    id,
  ]);
  const sweep = sweeper();
  await sweep();
  await pass(9);
  await sweep();
  expect(nudged).toEqual([]);
  await pass(1);
  for (let at = 0; at < 3; at++) await sweep();
  expect(nudged).toEqual([id]);
  expect([await figure('found', { kind: 'news' }), await figure('found', { kind: 'instant' })]).toEqual([0, 0]);
  expect([await figure('stuck_tickets'), await figure('oldest_age_seconds')]).toEqual([1, 0]);
  expect(log.text()).not.toContain('Tickets are stuck');
});

test('sweeps that come together, in one process or in several, count one nudge', async () => {
  const id = await insertLateTicket(pool, { newsSince: 60 });
  await Promise.all([1, 2, 3, 4].map(() => sweeper({}, createSweepFigures(new Registry()))()));
  expect(await rowOf(id)).toMatchObject({ nudges: 1 });
  await sweeper()();
  expect(await rowOf(id)).toMatchObject({ nudges: 1 });
});

describe('an engine that does not answer', () => {
  const silent = () => new Promise<never>((_, reject) => setTimeout(() => reject(new Error('deadline')), 300));

  test('ends the sweep at once; nothing is counted, and the figures are there', async () => {
    for (let at = 0; at < 60; at++) await insertLateTicket(pool, { newsSince: 60 });
    let asked = 0;
    const nudge = () => {
      asked += 1;
      return silent();
    };
    const before = performance.now();
    await sweeper({ nudge })();
    expect(performance.now() - before).toBeLessThan(1_500);
    expect(asked).toBeLessThanOrEqual(10);
    const { rows } = await pool.query('SELECT FROM ticket_engine WHERE nudges > 0 OR nudged_at IS NOT NULL');
    expect(rows).toEqual([]);
    expect(await figure('found', { kind: 'news' })).toBe(60);
    expect(await figure('nudges_total', { outcome: 'rejected' })).toBe(asked);
    expect(log.text()).toContain('ended early');
  });

  test('nor is anybody nudged when it cannot even say whether workers poll', async () => {
    await insertLateTicket(pool, { newsSince: 60 });
    await sweeper({ workersPoll: silent })();
    expect(nudged).toEqual([]);
  });
});

test('a ticket the engine will not have does not keep it from the others, and is not counted', async () => {
  const poisoned = await insertLateTicket(pool, { newsSince: 90 });
  const other = await insertLateTicket(pool, { newsSince: 60 });
  const nudge = (id: string) => Promise.resolve(id === poisoned ? ('refused' as const) : ('accepted' as const));
  await sweeper({ nudge })();
  expect(await rowOf(poisoned)).toEqual({ nudges: 0, isStuck: false });
  expect(await rowOf(other)).toEqual({ nudges: 1, isStuck: false });
});

test('a database that is away fails the job, so that it is tried again', async () => {
  const away = new pg.Pool({ connectionString: 'postgresql://nobody@127.0.0.1:1/none' });
  const sweep = createSlaSweep({
    ...{ pool: away, everyMs, logger: log.logger, figures: createSweepFigures(registry) },
    nudge: () => Promise.resolve('accepted'),
    workersPoll: () => Promise.resolve(true),
  });
  await expect(sweep()).rejects.toThrow();
  await away.end();
});
