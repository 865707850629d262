import { describeDistribution, milliseconds } from '../distribution.ts';
import type { BenchStack } from '../stack.ts';
import { measureBareTimers } from './bare-timers.ts';
import { withBareWorker } from './bare-worker.ts';
import { atMost, plain, times, type Figure } from './figure.ts';
import { withProduct } from './product.ts';
import { measureDeadlines } from './ticket-deadlines.ts';

const second = 1_000;
/** How much later than bare timers the slowest hundredth may be, and how late at all. */
const allowance = { overBareMs: 500, atAllMs: 1_000 };
/** How much longer a burst may take than bare timers that write a row each. */
const burstRatio = 4;

/** Bare timers need less time for a steady rate to show: a fifth of the tickets', at the same rate. */
const bareShare = 5;

/** 2,000 tickets due within five minutes, and bare timers at the same rate. */
export async function lateness(stack: BenchStack, scale: number): Promise<Figure[]> {
  const count = Math.round(2_000 * scale);
  const windowMs = Math.round(300 * scale) * second;
  const bareCount = Math.round(count / bareShare);
  const barePlan = { count: bareCount, windowMs: windowMs / bareShare, leadMs: leadFor(bareCount) };
  const bare = await withBareWorker(stack, (worker) => measureBareTimers(worker, barePlan));
  const tickets = await withProduct(stack, { database: 'lateness' }, (product) =>
    measureDeadlines(product, { count, windowMs }),
  );
  const limit = Math.min(bare.written.p99 + allowance.overBareMs, allowance.atAllMs);
  const rate = `${count} due over ${milliseconds(windowMs)}`;
  return [
    plain(`lateness of bare timers at the rate of ${rate}`, describeDistribution(bare.written)),
    plain(`lateness of breaches, ${rate}`, describeDistribution(tickets.recorded)),
    atMost('  p99', tickets.recorded.p99, limit, milliseconds, `≤ ${milliseconds(limit)}: bare + 0.5 s, and ≤ 1 s`),
  ];
}

/** 500 tickets due within one second, and as many bare timers. */
export async function burst(stack: BenchStack, scale: number): Promise<Figure[]> {
  const count = Math.round(500 * scale);
  const plan = { count, windowMs: second, leadMs: leadFor(count) };
  const bare = await withBareWorker(stack, (worker) => measureBareTimers(worker, plan));
  const tickets = await withProduct(stack, { database: 'burst' }, (product) => measureDeadlines(product, plan));
  const ratio = tickets.firstDueToLastRecordMs / bare.firstDueToLastRowMs;
  return [
    plain(`${count} bare timers due in 1 s, until the last row`, milliseconds(bare.firstDueToLastRowMs)),
    plain(`${count} breaches due in 1 s, until the last record`, milliseconds(tickets.firstDueToLastRecordMs)),
    atMost('  ÷ bare', ratio, burstRatio, times),
  ];
}

/** Time to start all bare workflows and come to rest: two cores start some 200 a second, or a fifth of it if they are busy. */
const leadFor = (count: number) => 6 * second + Math.ceil(count / 40) * second;
