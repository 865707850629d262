import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { distributionOf, type Distribution } from '../distribution.ts';
import { inLanes } from '../in-lanes.ts';
import type { BareWorker } from './bare-worker.ts';
import { dueInstants, type DuePlan } from './due-instants.ts';

/** Figures of bare timers. Worker, PostgreSQL and Temporal have one clock: they run on one machine. */
export interface TimerFigures {
  /** From the instant a timer is due until the worker begins with its row. */
  readonly fired: Distribution;
  /** From the instant a timer is due until PostgreSQL has its row in hand; its commit follows. */
  readonly written: Distribution;
  /** From the first instant that was due to the last row. */
  readonly firstDueToLastRowMs: number;
  /** How long all starts took, beforehand. */
  readonly startsMs: number;
}

/** How many starts are under way at once. */
const lanes = 16;
/** The last workflow started must have its timer by the first instant due. */
const restMs = 2_000;
/** How long to wait for the last row after the last instant. */
const patienceMs = 120_000;

/**
 * Measure workflows with one timer each, of which each writes one row when it fires: what a due instant costs at the least.
 *
 * All are started before the first is due, so that starts and timers are not in each other's way.
 *
 * @throws {Error} they were not all started in time (give more `leadMs`), or rows are missing two minutes after the last
 * instant
 */
export async function measureBareTimers(worker: BareWorker, plan: DuePlan): Promise<TimerFigures> {
  const run = randomUUID();
  const began = Date.now();
  const dues = dueInstants(plan, began);
  await inLanes(lanes, plan.count, async (index) => {
    const workflowId = `bare-timer-${run}-${String(index)}`;
    await worker.client.workflow.start('bareTimerWorkflow', {
      ...{ workflowId, taskQueue: worker.taskQueue, args: [run, dues[index]] },
    });
  });
  const startsMs = Date.now() - began;
  if (startsMs > plan.leadMs - restMs) {
    throw new Error(`${plan.count} starts took ${startsMs} ms: more than the lead of ${plan.leadMs} ms leaves them.`);
  }
  await wait((dues.at(-1) ?? 0) - Date.now());
  const rows = await rowsOf(worker, run, plan.count);
  return {
    fired: distributionOf(rows.map(({ due, fired }) => fired - due)),
    written: distributionOf(rows.map(({ due, written }) => written - due)),
    firstDueToLastRowMs: Math.max(...rows.map(({ written }) => written)) - (dues[0] ?? NaN),
    startsMs,
  };
}

interface Row {
  readonly due: number;
  readonly fired: number;
  readonly written: number;
}

/** The rows of a run, when all are there; instants in milliseconds since 1970. */
async function rowsOf({ pool }: BareWorker, run: string, count: number): Promise<Row[]> {
  const instant = (column: string) => `extract(epoch from ${column}_at)::float8 * 1000 AS ${column}`;
  const columns = ['due', 'fired', 'written'].map(instant).join(', ');
  const limit = Date.now() + patienceMs;
  for (;;) {
    const { rows } = await pool.query<Row>(`SELECT ${columns} FROM fired WHERE run = $1`, [run]);
    if (rows.length >= count) return rows;
    if (Date.now() > limit) throw new Error(`${count - rows.length} of ${count} timers have no row.`);
    await wait(200);
  }
}
