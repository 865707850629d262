import { applyFact, begin, isFinal } from './apply-fact.ts';
import { rulesOf } from './clock.ts';
import type { SlaFact, Terms } from './fact.ts';
import { noteMarks } from './marks.ts';
import { isSameJson } from './same-json.ts';
import { BEFORE_OPENING, type Moment, type SlaState } from './sla-state.ts';

/** Fold all facts of a ticket, oldest first, into a state (by default that of a ticket not yet opened). */
export const foldFacts = (facts: readonly SlaFact[], state: SlaState = BEFORE_OPENING): SlaState =>
  facts.reduce(foldFact, state);

/**
 * Fold one more fact, the oldest not yet folded. Pure; the state passed in stays as it was.
 *
 * Between two instants nothing is decided but by time: what was reached before the fact's instant is noted first. All facts
 * of one instant come before what falls due in it, so that an answer in the due instant is in time.
 */
export function foldFact(state: SlaState, fact: SlaFact): SlaState {
  if (fact.type === 'unsent') return passTo(withoutReply(state, fact.messageId), fact);
  if (fact.type === 'released') return passTo(withReplyKept(state, fact.messageId), fact);
  const ahead = passTo(state, fact);
  const next = remember(ahead, fact, state);
  if (fact.type === 'created' || fact.type === 'split' || fact.type === 'imported') {
    if (ahead.moment) return next;
    const [terms, applying] = withTerms(ahead.terms, fact);
    return settle({ ...next, terms }, begin(fact, terms, applying));
  }
  if (!ahead.moment) return next;
  const [terms, applying] = fact.type === 'policy' ? withTerms(ahead.terms, fact) : [ahead.terms, ahead.moment.terms];
  return settle({ ...next, terms }, applyFact(ahead.moment, fact, terms, applying));
}

/** Let time pass up to a fact: what its clocks reached before its instant is noted. */
function passTo(state: SlaState, { seq, at: happened }: SlaFact): SlaState {
  const at = Math.max(state.at, happened);
  return { ...state, seq, at, moment: at > state.at ? noteUntil(state, at) : state.moment };
}

/** A state's moment with all marks noted that its clocks reach before an instant (ms) if nothing else happens. */
export function noteUntil({ moment, terms, at: since }: SlaState, before: number): Moment | null {
  if (!moment) return null;
  const rules = rulesOf(moment, terms);
  return { ...moment, live: moment.live.map((clock) => noteMarks(clock, rules, since, before)) };
}

/** Put aside the clocks that are over for good. */
function settle(state: SlaState, moment: Moment): SlaState {
  const over = moment.live.filter((clock) => isFinal(clock, moment));
  if (over.length === 0) return { ...state, moment };
  const live = moment.live.filter((clock) => !over.includes(clock));
  return { ...state, moment: { ...moment, live }, ended: [...state.ended, ...over] };
}

function withTerms(terms: readonly Terms[], { policy, calendar }: Terms): [terms: readonly Terms[], index: number] {
  // A state that was stored and read again has its keys in another order.
  const known = terms.findIndex((old) => isSameJson(old.policy, policy) && isSameJson(old.calendar, calendar));
  return known >= 0 ? [terms, known] : [[...terms, { policy, calendar }], terms.length];
}

/** As long as a reply can be undone, the state keeps where it began and what happened since. */
function remember(state: SlaState, fact: SlaFact, before: SlaState): SlaState {
  if (state.undo) return { ...state, undo: { ...state.undo, facts: [...state.undo.facts, fact] } };
  if (fact.type !== 'message' || fact.held !== true) return state;
  const { seq, at, moment, ended } = before;
  return { ...state, undo: { seq, at, moment, endedCount: ended.length, facts: [fact] } };
}

/** As if the reply had never been: all since is folded again without it. A reply that is not held stays. */
const withoutReply = (state: SlaState, messageId: string) =>
  refold(state, messageId, (facts) => facts.filter((fact) => !isHeld(fact, messageId)));

/** A reply that has left can no longer be undone. */
const withReplyKept = (state: SlaState, messageId: string) =>
  refold(state, messageId, (facts) => facts.map((fact) => (isHeld(fact, messageId) ? { ...fact, held: false } : fact)));

function refold(state: SlaState, messageId: string, changed: (facts: readonly SlaFact[]) => SlaFact[]): SlaState {
  const { undo } = state;
  if (!undo?.facts.some((fact) => isHeld(fact, messageId))) return state;
  const { seq, at, moment, endedCount, facts } = undo;
  const start = { ...state, seq, at, moment, ended: state.ended.slice(0, endedCount), undo: null };
  const refolded = foldFacts(changed(facts), start);
  // Facts that were not kept for refolding let time pass too.
  return { ...refolded, seq: state.seq, at: state.at, moment: noteUntil(refolded, state.at) };
}

const isHeld = (fact: SlaFact, messageId: string) =>
  fact.type === 'message' && fact.held === true && fact.messageId === messageId;
