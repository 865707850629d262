import { isOpen, reachedAt, targetMs, usedMs, type Rules } from './clock.ts';
import type { Clock } from './sla-state.ts';

/** A share of a clock's target: a warning, or the whole. */
export interface Mark {
  /** 100 is the breach. */
  readonly percent: number;
  /** The instant (ms) at which the clock is first past it. */
  readonly at: number;
}

const BREACH = 100;

/**
 * The marks an open clock has not reached, each with the instant (ms) it will, if all stays as it is.
 *
 * `since` is the last fact's instant: what a change of that instant made late is late from then on, not from the instant in
 * the past at which it would have been. A clock without a target has no marks.
 */
export function marksAhead(clock: Clock, rules: Rules, since: number, until = Infinity): Mark[] {
  const target = targetMs(rules, clock.metric);
  if (target === null || !isOpen(clock)) return [];
  const percentages = [...(rules.policy?.warnAt ?? []), BREACH].filter((percent) => !hasReached(clock, percent));
  if (percentages.length === 0) return [];
  const used = until === Infinity ? Infinity : usedMs(clock, rules, until);
  return percentages.flatMap((percent) => {
    const share = Math.ceil((target * percent) / 100);
    // Counting is cheaper than looking for an instant.
    if (share > used) return [];
    const at = reachedAt(clock, rules, share, clock.runningSince);
    return at === null ? [] : [{ percent, at: Math.max(at, since) }];
  });
}

/** A clock with the marks it reached before an instant (ms) noted. A breach is noted once, and so is each warning. */
export function noteMarks(clock: Clock, rules: Rules, since: number, before: number): Clock {
  const reached = marksAhead(clock, rules, since, before).filter(({ at }) => at < before);
  if (reached.length === 0) return clock;
  const warnings = reached.filter(({ percent }) => percent < BREACH);
  const breach = reached.find(({ percent }) => percent === BREACH);
  return {
    ...clock,
    warnings: [...clock.warnings, ...warnings].sort((a, b) => a.at - b.at || a.percent - b.percent),
    breachedAt: clock.breachedAt ?? breach?.at ?? null,
  };
}

/** Marks a clock has reached and keeps, whatever happens to it. */
export function marksReached({ warnings, breachedAt }: Clock): Mark[] {
  return breachedAt === null ? [...warnings] : [...warnings, { percent: BREACH, at: breachedAt }];
}

const hasReached = ({ warnings, breachedAt }: Clock, percent: number) =>
  percent === BREACH ? breachedAt !== null : warnings.some((warning) => warning.percent === percent);
