import type { FlowSkeleton } from '../../flow/skeleton.ts';
import { flowsOf, type EngineState } from './engine-state.ts';
import type { NewsQuestion } from './exchange.ts';

/** What a ticket's loop asks so that it is told what it has not: all there is, if it has no state. */
export function newsQuestion(
  ticketId: string,
  state: EngineState | undefined,
  flows: Readonly<Record<string, FlowSkeleton>>,
): NewsQuestion {
  return {
    ticketId,
    since: state ? { epoch: state.epoch, seenSeq: state.seenSeq } : null,
    unknownFacts: state?.unknownFacts.map(({ seq }) => seq) ?? [],
    knownFlows: Object.keys(flows),
    neededFlows: state ? flowsOf(state) : [],
  };
}
