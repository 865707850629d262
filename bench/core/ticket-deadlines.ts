import { setTimeout as wait } from 'node:timers/promises';
import type pg from 'pg';
import { insertPolicy } from '#testkit/factories/desk';
import type { Priority } from '#domain/tickets/words';
import { distributionOf, type Distribution } from '../distribution.ts';
import { inLanes } from '../in-lanes.ts';
import { dueInstants, type DuePlan } from './due-instants.ts';
import type { Opening } from './desk.ts';
import type { Product } from './product.ts';
import { watchSeen } from './until-seen.ts';

/** Figures of breaches: the counterpart of `TimerFigures`. PostgreSQL and Temporal have one clock. */
export interface DeadlineFigures {
  /** From the instant a clock is due until PostgreSQL has its record in hand; its commit follows. */
  readonly recorded: Distribution;
  readonly firstDueToLastRecordMs: number;
  /** How long all openings took, beforehand. */
  readonly opensMs: number;
  readonly count: number;
}

const lanes = 16;
/** The first openings tell how fast the others will be. */
const trial = 48;
/** More time for the others than the first took, and for the last to come to rest. */
const reserve = { share: 1.5, restMs: 5_000 };
const patienceMs = 120_000;
const tagOf = (policy: number) => `due-${String(policy)}`;
/** One policy gives four targets. */
const priorities = ['low', 'normal', 'high', 'urgent'] as const satisfies readonly Priority[];

/**
 * Measure tickets with one due instant each, of which each is breached: nobody answers. Only the breach is a mark, as a bare
 * timer is one: the policies warn of nothing.
 *
 * All are opened and seen before the first is due, which is as long ahead as this machine needs for it. A target is whole
 * seconds, so a ticket is due in the second that the plan has it in, as far into it as its opening was into its own.
 *
 * @throws {Error} they were not all opened in time (the machine became much slower meanwhile), or records are missing two
 * minutes after the last instant
 */
export async function measureDeadlines(
  { desk, pool }: Product,
  { count, windowMs }: Pick<DuePlan, 'count' | 'windowMs'>,
): Promise<DeadlineFigures> {
  const watch = watchSeen(pool);
  const open = async (opening?: Opening) => {
    const { ticketId, seq } = await desk.open(opening);
    await watch.seen(ticketId, seq);
    return ticketId;
  };
  const tried = Date.now();
  await inLanes(lanes, trial, async () => {
    await open();
  });
  const each = (Date.now() - tried) / trial;
  const leadMs = Math.ceil((each * count * reserve.share + reserve.restMs) / 1000) * 1000;
  await makePolicies(pool, (leadMs + windowMs) / 1000 + 1);

  const began = Date.now();
  const dues = dueInstants({ count, windowMs, leadMs }, began);
  const tickets: string[] = [];
  const firstDue = dues[0] ?? began;
  await inLanes(lanes, count, async (index) => {
    const second = Math.floor(((dues[index] ?? firstDue) - firstDue) / 1000) * 1000;
    tickets.push(await open(openingDueWithin(firstDue + second)));
  });
  const opensMs = Date.now() - began;
  if (opensMs > leadMs) throw new Error(`${count} openings took ${opensMs} ms; the first is due after ${leadMs} ms.`);
  await wait((dues.at(-1) ?? 0) - Date.now());
  const records = await recordsOf(pool, tickets);
  const first = Math.min(...records.map(({ due }) => due));
  return {
    recorded: distributionOf(records.map(({ due, recorded }) => recorded - due)),
    firstDueToLastRecordMs: Math.max(...records.map(({ recorded }) => recorded)) - first,
    opensMs,
    count: records.length,
  };
}

/** Policies for each target of 1 … `longest` seconds, told apart by tag and priority. */
async function makePolicies(pool: pg.Pool, longest: number): Promise<void> {
  for (let policy = 0; policy * priorities.length < longest; policy++) {
    const targets = priorities.map((priority, index) => {
      return [priority, { resolution: policy * priorities.length + index + 1 }] as const;
    });
    await insertPolicy(pool, {
      condition: { field: 'tags', op: 'has', value: tagOf(policy) },
      body: { targets: Object.fromEntries(targets), pauses: {}, warnAt: [] },
    });
  }
}

/** An opening whose clock is due within the second after an instant. */
function openingDueWithin(second: number): Opening {
  const target = Math.ceil((second - Date.now()) / 1000) - 1;
  const priority = priorities[target % priorities.length] ?? 'normal';
  return { priority, tags: [tagOf(Math.floor(target / priorities.length))] };
}

interface Row {
  readonly due: number;
  readonly recorded: number;
}

/** The records of these tickets, when all are there; instants in milliseconds since 1970. */
async function recordsOf(pool: pg.Pool, tickets: readonly string[]): Promise<Row[]> {
  const limit = Date.now() + patienceMs;
  for (;;) {
    const { rows } = await pool.query<Row>(
      `SELECT extract(epoch FROM due_at)::float8 * 1000 AS due, extract(epoch FROM recorded_at)::float8 * 1000 AS recorded
       FROM sla_record WHERE ticket_id = ANY($1)`,
      [tickets],
    );
    if (rows.length >= tickets.length) return rows;
    if (Date.now() > limit) throw new Error(`${tickets.length - rows.length} of ${tickets.length} have no record.`);
    await wait(500);
  }
}
