import type { SlaClock } from '#domain/contracts/sla-clock';
import type { ClockOutlook } from '#domain/sla/outlook';

/** A clock as callers see it. */
export function presentClock({ metric, state, targetMs, usedMs, ...clock }: ClockOutlook): SlaClock {
  return {
    ...{ metric, state, targetMs, usedMs },
    startedAt: text(clock.startedAt),
    dueAt: perhaps(clock.dueAt),
    metAt: perhaps(clock.metAt),
    breachedAt: perhaps(clock.breachedAt),
    warnings: clock.warnings.map(reached),
    warningsAhead: clock.warningsAhead.map(reached),
    runsOutAt: perhaps(clock.runsOutAt),
  };
}

const text = (at: number) => new Date(at).toISOString();
const perhaps = (at: number | null) => (at === null ? null : text(at));
const reached = ({ percent, at }: { readonly percent: number; readonly at: number }) => ({ percent, at: text(at) });
