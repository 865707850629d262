import { businessTime } from './business-time.ts';
import type { Calendar } from './calendar.ts';
import type { Terms } from './fact.ts';
import { SECOND } from './milliseconds.ts';
import type { SlaPolicy } from './policy.ts';
import type { Clock, Moment } from './sla-state.ts';
import type { Metric, Status } from '../tickets/words.ts';

/** What clocks are counted by at a moment of a ticket's life. */
export interface Rules {
  readonly policy: SlaPolicy | null;
  readonly calendar: Calendar | null;
  readonly moment: Moment;
  /** All terms so far, for what was counted earlier. */
  readonly terms: readonly Terms[];
}

/** The rules of a moment. */
export function rulesOf(moment: Moment, terms: readonly Terms[]): Rules {
  const { policy = null, calendar = null } = terms[moment.terms] ?? {};
  return { policy, calendar, moment, terms };
}

/** The target (ms) of a metric at the ticket's priority; null if nothing is promised. */
export function targetMs({ policy, moment }: Rules, metric: Metric): number | null {
  const seconds = policy?.targets[moment.priority]?.[metric];
  return seconds === undefined ? null : seconds * SECOND;
}

/** Without a policy nothing is promised, and nothing stands still. */
const standsStill = ({ policy }: Rules, metric: Metric, status: Status) =>
  policy?.pauses[metric]?.includes(status) ?? false;

/** Whether the time of somebody who waits is being taken: the clock is neither met nor cancelled. */
export const isOpen = ({ state }: Clock): boolean => state === 'running' || state === 'paused';

/** Business time (ms) a clock has used up to an instant (ms), by the calendars it was counted by. */
export function usedMs(clock: Clock, rules: Rules, until: number): number {
  const stood = clock.counted.reduce((sum, { ms }) => sum + ms, 0);
  return clock.runningSince === null ? stood : stood + openMs(rules.calendar, clock.runningSince, until);
}

/**
 * The earliest instant (ms) at which a clock's used time reaches an amount (ms), of the time as it was really counted, going
 * on from `goesOnFrom` (null: standing still). So after a change it may lie in the past; null if it is never reached.
 */
export function reachedAt(clock: Clock, { calendar, terms }: Rules, ms: number, goesOnFrom: number | null) {
  let left = ms;
  for (const stretch of clock.counted) {
    if (left <= stretch.ms) return instantOrNull(terms[stretch.terms]?.calendar ?? null, stretch.from, left);
    left -= stretch.ms;
  }
  return goesOnFrom === null ? null : instantOrNull(calendar, goesOnFrom, left);
}

/** A clock set running, or made to stand still, as the ticket's status demands from an instant (ms) on. */
export function goOn(clock: Clock, rules: Rules, at: number): Clock {
  const stood = standStill(clock, rules, at);
  return standsStill(rules, clock.metric, rules.moment.status)
    ? { ...stood, state: 'paused', end: null }
    : { ...stood, state: 'running', end: null, runningSince: at };
}

/** A clock that was met at an instant (ms). It keeps the target it was met by, and when it would have been due. */
export function meet(clock: Clock, rules: Rules, at: number): Clock {
  const stood = standStill(clock, rules, at);
  const target = targetMs(rules, clock.metric);
  const dueAt = target === null ? null : reachedAt(stood, rules, target, at);
  return { ...stood, state: 'met', end: { at, targetMs: target, dueAt } };
}

/** A clock that was cancelled at an instant (ms): nobody waits any more, and nobody answered. */
export function cancel(clock: Clock, rules: Rules, at: number): Clock {
  const end = { at, targetMs: targetMs(rules, clock.metric), dueAt: null };
  return { ...standStill(clock, rules, at), state: 'cancelled', end };
}

/** A clock with what it counted since it last stood still written down, at an instant (ms) and by the rules until then. */
export function standStill(clock: Clock, { calendar, moment }: Rules, at: number): Clock {
  const from = clock.runningSince;
  if (from === null) return clock;
  const ms = openMs(calendar, from, at);
  const last = clock.counted.at(-1);
  if (from === at) return { ...clock, runningSince: null };
  // A pause that ended in the instant it began leaves no trace.
  const counted =
    last?.to === from && last.terms === moment.terms
      ? [...clock.counted.slice(0, -1), { ...last, to: at, ms: last.ms + ms }]
      : [...clock.counted, { from, to: at, ms, terms: moment.terms }];
  return { ...clock, counted, runningSince: null };
}

/** Facts are in order, so that no stretch ends before it began. */
function openMs(calendar: Calendar | null, from: number, to: number): number {
  const ms = businessTime(calendar).between(from, to);
  return ms === 'end_before_start' ? 0 : ms;
}

/** A calendar that has no more hours lets nothing fall due. */
function instantOrNull(calendar: Calendar | null, from: number, ms: number): number | null {
  const instant = businessTime(calendar).add(from, ms);
  return instant === 'never_opens' ? null : instant;
}
