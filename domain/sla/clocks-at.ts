import { reachedAt, rulesOf, targetMs, usedMs, type Rules } from './clock.ts';
import type { SlaFact } from './fact.ts';
import { foldFacts, noteUntil } from './fold-fact.ts';
import { marksAhead, marksReached, type Mark } from './marks.ts';
import type { Clock, Moment, SlaState, Warning } from './sla-state.ts';
import { METRICS, type Metric } from '../tickets/words.ts';

/** A clock as people see it. Instants and amounts in ms. */
export interface ClockView {
  readonly metric: Metric;
  /** `seq` of the fact that opened it. */
  readonly openedBy: number;
  readonly startedAt: number;
  readonly state: Clock['state'];
  readonly targetMs: number;
  /** When the used time reaches the target, all else staying as it is; null while paused or cancelled. */
  readonly dueAt: number | null;
  readonly metAt: number | null;
  readonly breachedAt: number | null;
  readonly warnings: readonly Warning[];
  readonly usedMs: number;
}

/** A mark of one clock: what is to be recorded, or waited for. */
export interface ClockMark extends Mark {
  readonly metric: Metric;
  readonly openedBy: number;
}

/** The clocks of a ticket at an instant (ms) from its facts until then: folding and looking in one. */
export const clocksFrom = (facts: readonly SlaFact[], now: number): ClockView[] => clocksAt(foldFacts(facts), now);

/**
 * The clocks of a ticket as they stand at an instant (ms), by metric, then by start. What has no target is not listed.
 *
 * An instant before the last fact is read as that fact's.
 */
export function clocksAt(state: SlaState, now: number): ClockView[] {
  const at = Math.max(now, state.at);
  const moment = noteUntil(state, at + 1);
  if (!moment) return [];
  const rules = rulesOf(moment, state.terms);
  return clocksOf(state, moment).flatMap((clock) => view(clock, rules, at) ?? []);
}

/**
 * Marks that are still ahead, soonest first, if nothing happens to the ticket: the instants (ms) to wake for. One that is
 * not later than the last fact has been reached in that fact's instant.
 */
export function upcoming({ moment, terms, at }: SlaState): ClockMark[] {
  if (!moment) return [];
  const rules = rulesOf(moment, terms);
  return moment.live.flatMap((clock) => marksAhead(clock, rules, at).map((mark) => markOf(clock, mark))).sort(inOrder);
}

/**
 * Marks reached before an instant (ms), oldest first, ended clocks' among them: what must be on record by then.
 *
 * An instant counts once it is past: in the very millisecond a fact may still come that is in time.
 */
export function reachedBefore(state: SlaState, now: number): ClockMark[] {
  const moment = now > state.at ? noteUntil(state, now) : state.moment;
  if (!moment) return [];
  return clocksOf(state, moment)
    .flatMap((clock) => marksReached(clock).map((mark) => markOf(clock, mark)))
    .sort(inOrder);
}

function view(clock: Clock, rules: Rules, now: number): ClockView | null {
  const { metric, openedBy, startedAt, state, end, breachedAt, warnings } = clock;
  const target = end ? end.targetMs : targetMs(rules, metric);
  if (target === null) return null;
  const ahead = state === 'running' ? reachedAt(clock, rules, target, clock.runningSince) : null;
  return {
    metric,
    openedBy,
    startedAt,
    state,
    targetMs: target,
    dueAt: end ? end.dueAt : ahead,
    metAt: state === 'met' && end ? end.at : null,
    breachedAt,
    warnings,
    usedMs: usedMs(clock, rules, now),
  };
}

const clocksOf = ({ ended }: SlaState, { live }: Moment): Clock[] =>
  [...ended, ...live].sort(
    (a, b) =>
      METRICS.indexOf(a.metric) - METRICS.indexOf(b.metric) || a.startedAt - b.startedAt || a.openedBy - b.openedBy,
  );

const markOf = ({ metric, openedBy }: Clock, { percent, at }: Mark): ClockMark => ({ metric, openedBy, percent, at });

const inOrder = (a: ClockMark, b: ClockMark) => a.at - b.at || a.percent - b.percent || a.openedBy - b.openedBy;
