import { measureBareSignals, type SignalFigures } from './core/bare-signals.ts';
import { measureBareTimers, type TimerFigures } from './core/bare-timers.ts';
import { withBareWorker } from './core/bare-worker.ts';
import { describeDistribution, milliseconds } from './distribution.ts';
import { withBenchStack } from './stack.ts';

/** Until everything that starts late has started: the worker's isolates, connections, the server's caches. */
const warmUp = { count: 100, lanes: 16 };
/** The rate of 2,000 tickets due within five minutes. */
const steady = { count: 400, windowMs: 60_000, leadMs: 20_000 };
const burst = { count: 500, windowMs: 1_000, leadMs: 20_000 };

/** Measure Temporal over PostgreSQL with workflows that do nothing: what every figure of ours is compared with. */
export function benchTemporalBare(): Promise<string[]> {
  return withBenchStack((stack) =>
    withBareWorker(stack, async (worker) => {
      await measureBareSignals(worker, warmUp);
      const alone = await measureBareSignals(worker, { count: 200, lanes: 1 });
      const together = await measureBareSignals(worker, { count: 800, lanes: 16 });
      const spread = await measureBareTimers(worker, steady);
      const atOnce = await measureBareTimers(worker, burst);
      return [
        ...showSignals('signalWithStart, one after the other', alone),
        ...showSignals('signalWithStart, 16 at once', together),
        ...showTimers(`timers, ${steady.count} due over ${milliseconds(steady.windowMs)}`, spread),
        ...showTimers(`timers, ${burst.count} due over ${milliseconds(burst.windowMs)}`, atOnce),
      ];
    }),
  );
}

const showSignals = (what: string, { acknowledged, seen, perSecond }: SignalFigures) => [
  `${what}, until acknowledged: ${describeDistribution(acknowledged)}`,
  `${what}, until the workflow has seen it: ${describeDistribution(seen)}; ${perSecond.toFixed(0)} a second`,
];

const showTimers = (what: string, { fired, written, firstDueToLastRowMs, startsMs }: TimerFigures) => [
  `${what}, late until fired: ${describeDistribution(fired)}`,
  `${what}, late until the row is written: ${describeDistribution(written)}`,
  `${what}, from the first due to the last row: ${milliseconds(firstDueToLastRowMs)} (starts took ${milliseconds(startsMs)})`,
];
