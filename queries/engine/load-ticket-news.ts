import type { FlowSkeleton } from '#domain/flow/skeleton';
import type { EngineState, EngineTicket } from '#domain/tickets/engine/engine-state';
import type { TicketFact } from '#domain/tickets/fact';
import type { EngineRow } from '#store/engine/engine-row';
import { readFlowSkeletons } from '#store/engine/flow-documents';
import { readEngineTicket } from '#store/engine/read-engine-ticket';
import type { Queryable } from '#store/queryable';
import { readFacts } from '#store/tickets/read-facts';

/** What a ticket's workflow has, and so need not be told. */
export interface NewsQuestion {
  readonly ticketId: string;
  /** Where its state comes from and how far it goes; null: it has none, or does not trust it. */
  readonly since: { readonly epoch: string; readonly seenSeq: number } | null;
  /** Flow versions it holds. */
  readonly knownFlows: readonly string[];
  /** Versions its runs are of. */
  readonly runningFlows: readonly string[];
}

/** What a ticket's workflow did not know. */
export interface TicketNews {
  readonly epoch: string;
  /** To begin from, if it has no state of this epoch; then the facts are those after this row. */
  readonly row: EngineRow | null;
  /** Oldest first, at most a page. */
  readonly facts: readonly TicketFact[];
  readonly lastSeq: number;
  readonly ticket: EngineTicket;
  readonly flows: Readonly<Record<string, FlowSkeleton>>;
}

const pageSize = 200;

/**
 * What happened to a ticket since its workflow last looked, with its clocks and the flows it needs. Null if there is no such
 * ticket: the database was restored to a moment before it.
 */
export async function loadTicketNews(client: Queryable, question: NewsQuestion): Promise<TicketNews | null> {
  const { ticketId, since } = question;
  const loaded = await readEngineTicket(client, ticketId);
  if (!loaded) return null;
  const isKnown = since?.epoch === loaded.epoch;
  const after = isKnown ? since.seenSeq : loaded.engine.seenSeq;
  // What was written after the ticket was read is news for the next time: facts never run ahead of their ticket.
  const facts = (await readFacts(client, ticketId, { after, limit: pageSize })).filter(
    ({ seq }) => seq <= loaded.lastSeq,
  );
  const byHand = facts.flatMap((fact) => (fact.type === 'operation' && fact.act === 'run' ? [fact.flowVersionId] : []));
  const row = isKnown ? null : loaded.engine;
  const wanted = new Set([...loaded.flowVersionIds, ...question.runningFlows, ...runningIn(row), ...byHand]);
  const { epoch, lastSeq, ticket } = loaded;
  return {
    ...{ epoch, facts, lastSeq, ticket },
    row,
    flows: await readFlowSkeletons(
      client,
      [...wanted].filter((id) => !question.knownFlows.includes(id)),
    ),
  };
}

/** The flows that the runs of a stored state are of; a state of another version is made anew, by facts. */
function runningIn(row: EngineRow | null): string[] {
  const state = row?.state as Partial<EngineState> | null | undefined;
  return state?.runs?.map(({ flowVersionId }) => flowVersionId) ?? [];
}
