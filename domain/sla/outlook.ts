import { isOpen, rulesOf, targetMs } from './clock.ts';
import { clocksAt, upcoming, type ClockMark, type ClockView } from './clocks-at.ts';
import type { Clock, SlaState, Warning } from './sla-state.ts';

const BREACH = 100;

/** A clock as screens show it: with what lies ahead. Instants and amounts in ms. */
export interface ClockOutlook extends ClockView {
  /** Soonest first, all else staying as it is; none while it stands still or after its end. */
  readonly warningsAhead: readonly Warning[];
  /** When it reaches, or reached, its second warning: from then on it is called running out. Null: it does not run. */
  readonly runsOutAt: number | null;
}

/** The clocks of a ticket with what lies ahead of them at an instant (ms), by metric, then by start. */
export function outlookAt(state: SlaState, now: number): ClockOutlook[] {
  const at = Math.max(now, state.at);
  const second = secondWarning(state);
  const marks = upcoming(state).filter((mark) => mark.at > at && mark.percent < BREACH);
  return clocksAt(state, now).map((clock) => {
    const own = marks.filter(({ metric, openedBy }) => metric === clock.metric && openedBy === clock.openedBy);
    const warningsAhead = own.map(({ percent, at: reachedAt }) => ({ percent, at: reachedAt }));
    const all = clock.state === 'running' ? [...clock.warnings, ...warningsAhead] : [];
    return { ...clock, warningsAhead, runsOutAt: all.find(({ percent }) => percent === second)?.at ?? null };
  });
}

/**
 * The clock that ends first: of those that are late the one that is longest, else the one that is due soonest, else one that
 * stands still; if none is open, the one that was met last. Null: there is nothing to tell.
 */
export function firstToEnd<Clock extends ClockView>(clocks: readonly Clock[]): Clock | null {
  const open = clocks.filter(({ state }) => state === 'running' || state === 'paused');
  const [first] = open.sort((a, b) => endOf(a) - endOf(b));
  if (first) return first;
  const met = clocks.filter(({ metAt }) => metAt !== null);
  return met.sort((a, b) => (b.metAt ?? 0) - (a.metAt ?? 0))[0] ?? null;
}

const endOf = ({ breachedAt, dueAt }: ClockView): number => breachedAt ?? dueAt ?? Infinity;

/** What lists sort and filter tickets by, as long as no fact changes it. Instants in ms. */
export interface QueuePlace {
  /** When the clock that ends first is due, or became late; null: none runs, and none is late. */
  readonly endsAt: number | null;
  /** When the first clock that is not late reaches its second warning; null: none does. */
  readonly runsOutAt: number | null;
}

/**
 * Where a ticket stands in the order of its clocks. Says the same as `firstToEnd` at whatever instant one looks.
 *
 * @param ahead `upcoming` of the state, if that is known already
 */
export function queuePlace(state: SlaState, ahead: readonly ClockMark[] = upcoming(state)): QueuePlace {
  const second = secondWarning(state);
  const live = promised(state);
  const isIn = (mark: ClockMark, clocks: readonly Clock[]) =>
    clocks.some(({ metric, openedBy }) => metric === mark.metric && openedBy === mark.openedBy);
  const late = live.flatMap(({ breachedAt }) => breachedAt ?? []);
  const due = ahead.flatMap(({ percent, at }) => (percent === BREACH ? at : []));
  const running = live.filter(({ state: how, breachedAt }) => how === 'running' && breachedAt === null);
  const reached = running.flatMap(({ warnings }) => warnings.find(({ percent }) => percent === second)?.at ?? []);
  const coming = ahead.flatMap((mark) => (mark.percent === second && isIn(mark, running) ? mark.at : []));
  return { endsAt: earliest([...late, ...due]), runsOutAt: earliest([...reached, ...coming]) };
}

/** Open clocks with a target. */
function promised({ moment, terms }: SlaState): Clock[] {
  if (!moment) return [];
  const rules = rulesOf(moment, terms);
  return moment.live.filter((clock) => isOpen(clock) && targetMs(rules, clock.metric) !== null);
}

const earliest = (instants: readonly number[]): number | null => (instants.length > 0 ? Math.min(...instants) : null);

/** The second of the policy's warnings; its only one if it has one; null if it warns of nothing. */
function secondWarning({ moment, terms }: SlaState): number | null {
  const percentages = [...(moment ? (terms[moment.terms]?.policy?.warnAt ?? []) : [])].sort((a, b) => a - b);
  return percentages[1] ?? percentages[0] ?? null;
}
