import { hear, holdPaths, releasePaths, type Flows } from '../../flow/machine.ts';
import type { StepLog } from '../../flow/run.ts';
import type { TicketFact } from '../fact.ts';
import { migrated } from '../fold-ticket.ts';
import type { UnknownFact } from '../unknown-fact.ts';
import type { EngineState, EngineTicket, UnsavedEngine } from './engine-state.ts';
import type { KeptOutcomes } from './exchange.ts';
import { foldDelivery } from './fold-delivery.ts';
import { hasActed, redoEffects } from './redo-effects.ts';

/** A page of a ticket's facts, oldest first, and the ticket as all facts make it. */
export interface NewsPage {
  readonly ticketId: string;
  readonly facts: readonly TicketFact[];
  /** Those among them that were not known when they were loaded. */
  readonly unknown?: readonly UnknownFact[];
  /** `seq` of the warnings among them whose breach is on record by now. */
  readonly overtaken?: readonly number[];
  /** Facts the state passed over as unknown, if all of them are known now. */
  readonly recovered?: readonly TicketFact[];
  /** To a state that is made anew: what flows had done by these facts. */
  readonly outcomes?: KeptOutcomes;
  readonly ticket: EngineTicket;
}

/**
 * Fold facts that the state has not seen. Facts it has seen are passed over. Acts on nothing.
 *
 * A fact that is not known holds the paths there are; those that facts after it start go their way. Known at last, it is
 * folded late, and the held paths go on.
 */
export function foldNews(engine: UnsavedEngine, page: NewsPage, flows: Flows): UnsavedEngine {
  const fresh = page.facts.filter(({ seq }) => seq > engine.state.seenSeq);
  const news = { ...page, facts: fresh };
  const before = recover({ state: engine.state, steps: engine.steps }, news, flows);
  const folded = fresh.reduce<Folded>(
    (each, fact) => foldFact(redo(each, fact, news, flows), fact, news, flows),
    before,
  );
  const state = { ...folded.state, ticket: page.ticket };
  return { state, steps: folded.steps, isUnsaved: engine.isUnsaved || folded.state !== engine.state };
}

interface Folded {
  readonly state: EngineState;
  readonly steps: readonly StepLog[];
}

function recover(before: Folded, page: NewsPage, flows: Flows): Folded {
  const { recovered = [] } = page;
  const missing = before.state.unknownFacts.map(({ seq }) => seq);
  const isWhole = missing.every((seq) => recovered.some((fact) => fact.seq === seq));
  if (missing.length === 0 || !isWhole) return before;
  const { runs, steps } = releasePaths(before.state.runs);
  const released = { state: { ...before.state, unknownFacts: [], runs }, steps: [...before.steps, ...steps] };
  const late = recovered.filter(({ seq }) => missing.includes(seq));
  return late.reduce<Folded>((each, fact) => foldFact(each, fact, page, flows), released);
}

function redo({ state, steps }: Folded, fact: TicketFact, page: NewsPage, flows: Flows): Folded {
  const { ticketId, ticket, outcomes } = page;
  if (!outcomes || state.isPaused || state.away.length > 0) return { state, steps };
  const subject = { ...ticket, replyIsHeld: state.held.length > 0 };
  const redone = redoEffects(state.runs, flows, fact, { ticketId, subject, outcomes });
  return { state: { ...state, runs: redone.runs }, steps: [...steps, ...redone.steps] };
}

function foldFact({ state, steps }: Folded, fact: TicketFact, page: NewsPage, flows: Flows): Folded {
  const seenSeq = Math.max(state.seenSeq, fact.seq);
  const unknown = page.unknown?.find(({ seq }) => seq === fact.seq);
  if (unknown) {
    const held = holdPaths(state.runs, unknown);
    const unknownFacts = [...state.unknownFacts, unknown];
    return { state: { ...state, seenSeq, unknownFacts, runs: held.runs }, steps: [...steps, ...held.steps] };
  }
  const seen = { ...state, ...ownChange(state, fact), ...foldDelivery(state, fact), seenSeq };
  // Flows pinned by this very fact hear it if it opens the ticket; later ones do not fire for what was before.
  const pinned = fact.type === 'created' ? fact.flowVersionIds : seen.pinned;
  // When catching up, nobody is warned of what has already happened.
  const isOvertaken = page.overtaken?.includes(fact.seq) && !hasActed(page.outcomes ?? {}, fact);
  const heard = isOvertaken
    ? { runs: seen.runs, steps: [] }
    : hear(seen.runs, flows, seen.away.length > 0 ? [] : pinned, fact, { id: page.ticketId });
  const added = fact.type === 'flows' ? fact.added.filter((id) => !pinned.includes(id)) : [];
  return {
    state: { ...seen, pinned: [...pinned, ...added], runs: heard.runs },
    steps: [...steps, ...heard.steps],
  };
}

const WAY_BACK = { unmerged: 'merged', not_spam: 'spam', restored: 'deleted' } as const;

/** What a fact changes in the state besides the flows' runs. */
function ownChange(state: EngineState, fact: TicketFact): Partial<EngineState> {
  if (fact.type === 'operation' && fact.act === 'pause') return { isPaused: true };
  if (fact.type === 'operation' && fact.act === 'resume') return { isPaused: false };
  if (fact.type === 'operation' && fact.act === 'migrate') return { pinned: migrated(state.pinned, fact) };
  if (fact.type === 'merged' || fact.type === 'spam' || fact.type === 'deleted') {
    return { away: [...state.away.filter((reason) => reason !== fact.type), fact.type] };
  }
  if (fact.type === 'unmerged' || fact.type === 'not_spam' || fact.type === 'restored') {
    const ended = WAY_BACK[fact.type];
    return { away: state.away.filter((reason) => reason !== ended) };
  }
  if (fact.type === 'created') return { resolvedSeq: fact.status === 'resolved' ? fact.seq : null };
  if (fact.type === 'status') return { resolvedSeq: fact.to === 'resolved' ? (state.resolvedSeq ?? fact.seq) : null };
  return {};
}
