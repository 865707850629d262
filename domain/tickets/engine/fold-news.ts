import { hear, type Flows } from '../../flow/machine.ts';
import type { StepLog } from '../../flow/run.ts';
import type { TicketFact } from '../fact.ts';
import type { EngineState, EngineTicket, UnsavedEngine } from './engine-state.ts';

/** A page of a ticket's facts, oldest first, and the ticket as all facts make it. */
export interface NewsPage {
  readonly ticketId: string;
  readonly facts: readonly TicketFact[];
  readonly ticket: EngineTicket;
}

/** Fold facts that the state has not seen. Facts it has seen are passed over. Acts on nothing. */
export function foldNews(engine: UnsavedEngine, page: NewsPage, flows: Flows): UnsavedEngine {
  const fresh = page.facts.filter(({ seq }) => seq > engine.state.seenSeq);
  const folded = fresh.reduce<Folded>((before, fact) => foldFact(before, fact, { ...page, facts: fresh }, flows), {
    state: engine.state,
    steps: engine.steps,
  });
  const state = { ...folded.state, ticket: page.ticket };
  return { state, steps: folded.steps, isUnsaved: engine.isUnsaved || fresh.length > 0 };
}

interface Folded {
  readonly state: EngineState;
  readonly steps: readonly StepLog[];
}

function foldFact({ state, steps }: Folded, fact: TicketFact, page: NewsPage, flows: Flows): Folded {
  const seen = { ...state, ...ownChange(state, fact), seenSeq: fact.seq };
  // Flows pinned by this very fact hear it if it opens the ticket; later ones do not fire for what was before.
  const pinned = fact.type === 'created' ? fact.flowVersionIds : seen.pinned;
  const heard = isOvertaken(fact, page.facts)
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

/** When catching up, nobody is warned of what has already happened. */
function isOvertaken(fact: TicketFact, facts: readonly TicketFact[]): boolean {
  if (fact.type !== 'sla_warning') return false;
  const { metric, openedBy } = fact;
  return facts.some((other) => other.type === 'sla_breached' && other.metric === metric && other.openedBy === openedBy);
}
