import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { startRelay } from '#outbox/start-relay';
import { migrate } from '#store/migrate';
import { insertOutbox } from '#store/outbox/insert-outbox';
import { seed } from '#store/seed';
import { inTransaction } from '#store/transaction';
import type pg from 'pg';
import { describeDistribution, distributionOf } from './distribution.ts';
import { inLanes } from './in-lanes.ts';
import { Acknowledged } from './relay/acknowledged.ts';
import { openParty, type Party } from './relay/open-party.ts';
import { withBenchStack } from './stack.ts';

/** Rows that their writers left; how many relays find them, in one process here. They run all the time. */
const left = { rows: 5_000, relays: 2 };
/** Rows that their writer delivers; how many are under way at once: the next is written when the last was told. */
const direct = { rows: 2_000, lanes: 16, warmUp: 100 };
const longestMs = 180_000;

/**
 * Measure the way from the outbox to the engine, whose acknowledgement ends it: no worker polls. Each row is another
 * ticket's first news, so each starts a workflow.
 */
export function benchRelay(): Promise<string[]> {
  return withBenchStack(async (stack) => {
    const url = await stack.database('relay');
    await migrate(url);
    const acknowledged = new Acknowledged();
    const parties = Array.from({ length: left.relays }, () => openParty(stack, url, (id) => acknowledged.note(id)));
    const [writer] = parties as [Party, ...Party[]];
    await seed(writer.pool);
    const relays = parties.map((party) => startRelay(party));
    try {
      await deliverDirectly(writer, acknowledged, direct.warmUp);
      const committed = await deliverDirectly(writer, acknowledged, direct.rows);
      await untilEmpty(writer.pool);
      const lapsed = await leaveLapsed(writer.pool);
      await untilEmpty(writer.pool);
      return [
        ...show(`${direct.rows} rows, delivered by their writer (${direct.lanes} at once)`, committed, acknowledged),
        ...show(`${left.rows} rows that lapsed at once, ${left.relays} relays`, lapsed, acknowledged),
      ];
    } finally {
      await Promise.all(relays.map((relay) => relay.close()));
      await Promise.all(parties.map((party) => party.close()));
    }
  });
}

const news = (ticketId: string) => ({ destination: 'temporal', ticketId, seq: 1, payload: {} }) as const;

/** Write each row in a transaction of its own and deliver it. @returns when each was committed, by ticket */
async function deliverDirectly(
  { pool, delivery }: Party,
  acknowledged: Acknowledged,
  count: number,
): Promise<Map<string, number>> {
  const committed = new Map<string, number>();
  await inLanes(direct.lanes, count, async () => {
    const ticketId = randomUUID();
    const rows = await inTransaction(pool, (client) => insertOutbox(client, [news(ticketId)]));
    committed.set(ticketId, performance.now());
    const told = acknowledged.next(ticketId);
    delivery.deliverSoon(rows);
    await told;
  });
  return committed;
}

/** Rows as writers leave them that died five seconds ago. @returns when they lapsed, by ticket */
async function leaveLapsed(pool: pg.Pool): Promise<Map<string, number>> {
  const ids = Array.from({ length: left.rows }, () => randomUUID());
  await inTransaction(pool, (client) => insertOutbox(client, ids.map(news)));
  await pool.query('UPDATE outbox SET claimed_until = clock_timestamp()');
  const at = performance.now();
  return new Map(ids.map((id) => [id, at]));
}

async function untilEmpty(pool: pg.Pool): Promise<void> {
  const limit = performance.now() + longestMs;
  while ((await pool.query('SELECT FROM outbox LIMIT 1')).rowCount !== 0) {
    if (performance.now() > limit) throw new Error(`The outbox is not empty after ${longestMs / 1_000} s.`);
    await wait(20);
  }
}

function show(what: string, from: ReadonlyMap<string, number>, acknowledged: Acknowledged): string[] {
  const arrivals = [...from].map(([ticketId, at]) => ({ at, told: acknowledged.of(ticketId) }));
  const lags = arrivals.flatMap(({ at, told }) => told.slice(0, 1).map((first) => first - at));
  const began = Math.min(...arrivals.map(({ at }) => at));
  const ended = Math.max(...arrivals.map(({ told }) => told[0] ?? 0));
  const twice = arrivals.reduce((sum, { told }) => sum + Math.max(told.length - 1, 0), 0);
  return [
    `${what}, lag until the engine acknowledged it: ${describeDistribution(distributionOf(lags))}`,
    `${what}: ${((lags.length / (ended - began)) * 1_000).toFixed(0)} deliveries a second, ${twice} duplicates (should be 0)`,
  ];
}
