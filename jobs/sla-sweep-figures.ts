import type { LateFigures } from '#store/engine/sweep';
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

/** What became of a nudge. `refused`: the engine answered and will not have it. `rejected`: it did not answer. */
export type NudgeOutcome = 'accepted' | 'refused' | 'rejected';

/** Where a sweep shows what it saw and did. */
export interface SweepFigures {
  found(late: LateFigures): void;
  nudged(outcome: NudgeOutcome): void;
  ended(seconds: number): void;
}

/** The figures of the sweeps of one process. A sweep runs in one of the jobs processes: the newest `last_run` says in which. */
export function createSweepFigures(registry: Registry): SweepFigures {
  const registers = [registry];
  const found = new Gauge({
    name: 'nixflow_sweep_found',
    help: 'Tickets whose workflow is 30 s late, at the last sweep of this process: with facts it has not seen (news), or only with an instant that passed (instant).',
    labelNames: ['kind'],
    registers,
  });
  const oldest = new Gauge({
    name: 'nixflow_sweep_oldest_age_seconds',
    help: 'How long the one that is latest had waited; 0 if none was late.',
    registers,
  });
  const stuck = new Gauge({
    name: 'nixflow_sweep_stuck_tickets',
    help: 'Tickets marked stuck, at the last sweep of this process: nudges do not move their workflow, or a fact unknown to this version holds their flows. They need not be late.',
    registers,
  });
  const nudged = new Counter({
    name: 'nixflow_sweep_nudges_total',
    help: 'Nudges sent, by what became of them.',
    labelNames: ['outcome'],
    registers,
  });
  const duration = new Histogram({
    name: 'nixflow_sweep_duration_seconds',
    help: 'How long a sweep took.',
    buckets: [0.01, 0.05, 0.1, 0.5, 1, 2.5, 5, 10, 30, 60, 300],
    registers,
  });
  const lastRun = new Gauge({
    name: 'nixflow_sweep_last_run_timestamp_seconds',
    help: 'When this process last ended a sweep, in seconds since 1970; 0 if it has not.',
    registers,
  });
  for (const outcome of ['accepted', 'refused', 'rejected'] satisfies NudgeOutcome[]) nudged.inc({ outcome }, 0);

  return {
    found(late) {
      found.set({ kind: 'news' }, late.news);
      found.set({ kind: 'instant' }, late.instant);
      oldest.set(late.oldestSeconds);
      stuck.set(late.stuck);
    },
    nudged: (outcome) => nudged.inc({ outcome }),
    ended(seconds) {
      duration.observe(seconds);
      lastRun.setToCurrentTime();
    },
  };
}
