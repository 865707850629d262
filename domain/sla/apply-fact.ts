import { cancel, goOn, isOpen, meet, rulesOf, standStill, type Rules } from './clock.ts';
import { WAY_BACK, type Absence, type SlaFact, type Terms } from './fact.ts';
import type { Clock, Moment } from './sla-state.ts';
import { isOver, type Metric } from '../tickets/words.ts';

type Message = Extract<SlaFact, { type: 'message' }>;
type Opening = Extract<SlaFact, { type: 'created' | 'split' | 'imported' }>;

/** A ticket's first moment: the clocks it begins with. */
export function begin(fact: Opening, terms: readonly Terms[], applying: number): Moment {
  const { status, priority } = fact;
  const empty: Moment = { status, priority, terms: applying, away: null, hasBegun: false, live: [] };
  if (fact.type === 'imported') {
    const moment = { ...empty, hasBegun: fact.answered };
    return isOver(status) ? moment : open(moment, 'resolution', fact, rulesOf(moment, terms));
  }
  const rules = rulesOf(empty, terms);
  const waited = fact.by === 'customer' ? open(empty, 'firstResponse', fact, rules) : empty;
  return followStatus(open(waited, 'resolution', fact, rules), terms, fact);
}

/**
 * A ticket's moment after one more fact. Clocks it ends are still among `live`; who folds puts them aside.
 *
 * @param applying index in `terms` of the terms that a `policy` fact brings
 */
export function applyFact(moment: Moment, fact: SlaFact, terms: readonly Terms[], applying: number): Moment {
  const isAway = moment.away !== null;
  switch (fact.type) {
    case 'message':
      return isAway ? moment : hear(moment, fact, rulesOf(moment, terms));
    case 'status': {
      const next = { ...moment, status: fact.to };
      return isAway ? next : followStatus(next, terms, fact);
    }
    case 'priority':
      // Targets are looked up when they are needed; the time used is what it is.
      return { ...moment, priority: fact.to };
    case 'policy':
      return changeTerms(moment, { ...moment, terms: applying }, terms, fact.at);
    case 'merged':
    case 'spam':
    case 'deleted':
      return leave(moment, fact.type, rulesOf(moment, terms), fact.at);
    case 'unmerged':
    case 'not_spam':
    case 'restored':
      return comeBack(moment, WAY_BACK[fact.type], terms, fact);
    default:
      return moment;
  }
}

/** Whether no fact can change a clock of these any more: a wait is over when it is answered or given up. */
export const isFinal = ({ metric, state }: Clock, { away }: Moment): boolean =>
  metric !== 'resolution' && (state === 'met' || (state === 'cancelled' && away === null));

/** Only what a person wrote for others to read counts (DESIGN: automatic mail and notes never do). */
function hear(moment: Moment, fact: Message, rules: Rules): Moment {
  if (fact.auto || !fact.public || fact.by === 'system') return moment;
  const isWait = (clock: Clock) => clock.metric !== 'resolution' && isOpen(clock);
  if (fact.by === 'agent') return change(moment, (clock) => (isWait(clock) ? meet(clock, rules, fact.at) : clock));
  if (moment.live.some(isWait)) return moment;
  return open(moment, moment.hasBegun ? 'nextResponse' : 'firstResponse', fact, rules);
}

function open(moment: Moment, metric: Metric, { seq, at }: SlaFact, rules: Rules): Moment {
  const clock = goOn(
    {
      metric,
      openedBy: seq,
      startedAt: at,
      state: 'running',
      counted: [],
      runningSince: null,
      end: null,
      breachedAt: null,
      warnings: [],
    },
    rules,
    at,
  );
  return { ...moment, hasBegun: moment.hasBegun || metric === 'firstResponse', live: [...moment.live, clock] };
}

/** Resolving meets the resolution and gives up waits; any other status lets clocks run, stand still, or go on again. */
function followStatus(moment: Moment, terms: readonly Terms[], fact: SlaFact): Moment {
  const rules = rulesOf(moment, terms);
  if (isOver(moment.status))
    return change(moment, (clock) => {
      if (!isOpen(clock)) return clock;
      return clock.metric === 'resolution' ? meet(clock, rules, fact.at) : cancel(clock, rules, fact.at);
    });
  // Only the resolution clock is met and yet live: this is what reopening means.
  const moved = change(moment, (clock) => goOn(clock, rules, fact.at));
  const hasResolution = moved.live.some(({ metric }) => metric === 'resolution');
  return hasResolution ? moved : open(moved, 'resolution', fact, rules);
}

/** Time used is kept, counted by the calendar it was used under; what ended stays as it ended. */
function changeTerms(before: Moment, after: Moment, terms: readonly Terms[], at: number): Moment {
  const [old, fresh] = [rulesOf(before, terms), rulesOf(after, terms)];
  return change(after, (clock) => (isOpen(clock) ? goOn(standStill(clock, old, at), fresh, at) : clock));
}

function leave(moment: Moment, absence: Absence, rules: Rules, at: number): Moment {
  const because = [...new Set([...(moment.away?.because ?? []), absence])].sort();
  const wasOver = moment.away?.wasOver ?? isOver(moment.status);
  const left = { ...moment, away: { because, wasOver } };
  return change(left, (clock) => (isOpen(clock) ? cancel(clock, rules, at) : clock));
}

/** What was cancelled goes on with the time used; a status that came meanwhile takes effect now. */
function comeBack(moment: Moment, absence: Absence, terms: readonly Terms[], fact: SlaFact): Moment {
  if (!moment.away) return moment;
  const because = moment.away.because.filter((reason) => reason !== absence);
  if (because.length > 0) return { ...moment, away: { ...moment.away, because } };
  const back = { ...moment, away: null };
  const rules = rulesOf(back, terms);
  const revived = change(back, (clock) => (clock.state === 'cancelled' ? goOn(clock, rules, fact.at) : clock));
  return moment.away.wasOver === isOver(moment.status) ? revived : followStatus(revived, terms, fact);
}

const change = (moment: Moment, turn: (clock: Clock) => Clock): Moment => ({ ...moment, live: moment.live.map(turn) });
