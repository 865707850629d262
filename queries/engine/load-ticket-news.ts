import { flowsOf, type EngineState } from '#domain/tickets/engine/engine-state';
import type { NewsQuestion, StoredEngine, TicketNews } from '#domain/tickets/engine/exchange';
import type { TicketFact } from '#domain/tickets/fact';
import { unknownOf } from '#domain/tickets/unknown-fact';
import { effects } from '#store/engine/effects';
import { readCalendarsAsked, readFlowSkeletons } from '#store/engine/flow-documents';
import { readEngineTicket } from '#store/engine/read-engine-ticket';
import type { Queryable } from '#store/queryable';
import { readOpenCalendars } from '#store/tickets/open-calendars';
import { readFacts, readFactsAt } from '#store/tickets/read-facts';
import { findOvertakenWarnings } from './overtaken-warnings.ts';

const pageSize = 200;
/** What a workflow can be given at once ends at 2 MB, with its ticket and flows. A page goes over this by one fact at most. */
const pageBytes = 256 * 1024;

/**
 * What happened to a ticket since its workflow last looked, with its clocks and the flows it needs. Null if there is no such
 * ticket: the database was restored to a moment before it.
 */
export async function loadTicketNews(
  client: Queryable,
  question: NewsQuestion,
): Promise<Omit<TicketNews, 'link'> | null> {
  const { ticketId, since } = question;
  const loaded = await readEngineTicket(client, ticketId);
  if (!loaded) return null;
  const isKnown = since?.epoch === loaded.epoch;
  const after = isKnown ? since.seenSeq : loaded.engine.seenSeq;
  // What was written after the ticket was read is news for the next time: facts never run ahead of their ticket.
  const facts = upToSize(
    (await readFacts(client, ticketId, { after, limit: pageSize })).filter(({ seq }) => seq <= loaded.lastSeq),
  );
  const unknown = facts.map(unknownOf).filter((fact) => fact !== null);
  const recovered = await recoverFacts(client, ticketId, isKnown ? question.unknownFacts : passedOverIn(loaded.engine));
  const row = isKnown ? null : loaded.engine;
  const wanted = new Set([
    ...loaded.flowVersionIds,
    ...question.neededFlows,
    ...neededBy(row),
    ...namedIn([...facts, ...recovered]),
  ]);
  const { epoch, lastSeq, now } = loaded;
  const calendars = await readOpenCalendars(client, await readCalendarsAsked(client, [...wanted]));
  return {
    ...{ epoch, facts, unknown, lastSeq, now, ticket: { ...loaded.ticket, ...calendars } },
    overtaken: await findOvertakenWarnings(client, ticketId, facts),
    // Behind its own row, a state is being made anew.
    ...(after < loaded.engine.seenSeq && {
      outcomes: await effects.listBetween(client, ticketId, { from: after, to: facts.at(-1)?.seq ?? after }),
    }),
    ...(recovered.length > 0 && { recovered }),
    row,
    flows: await readFlowSkeletons(
      client,
      [...wanted].filter((id) => !question.knownFlows.includes(id)),
    ),
  };
}

/** The first of these facts, as many as fill a page; the others come with the next one. */
function upToSize(facts: readonly TicketFact[]): readonly TicketFact[] {
  let bytes = 0;
  const end = facts.findIndex((fact) => (bytes += Buffer.byteLength(JSON.stringify(fact))) > pageBytes);
  return end === -1 ? facts : facts.slice(0, end + 1);
}

/** What a stored state needs; one of another version is made anew, by facts. */
function neededBy(row: StoredEngine | null): string[] {
  const { runs = [], pinned = [] } = (row?.state ?? {}) as Partial<EngineState>;
  return flowsOf({ runs, pinned });
}

/** Versions that facts pinned, of which a later fact may have let go again. */
function namedIn(facts: readonly TicketFact[]): string[] {
  return facts.flatMap((fact) => {
    if (fact.type === 'created') return fact.flowVersionIds;
    if (fact.type === 'flows') return fact.added;
    return fact.type === 'operation' && fact.act === 'migrate' ? [fact.from, fact.to] : [];
  });
}

/** Facts that a stored state has passed over; one of another version begins with the first fact. */
function passedOverIn({ state }: StoredEngine): number[] {
  const { unknownFacts = [] } = (state ?? {}) as Partial<EngineState>;
  return unknownFacts.map(({ seq }) => seq);
}

/** Those facts, if this code knows all of them; else none. */
async function recoverFacts(client: Queryable, ticketId: string, seqs: readonly number[]): Promise<TicketFact[]> {
  if (seqs.length === 0) return [];
  const facts = await readFactsAt(client, ticketId, seqs);
  return facts.every((fact) => unknownOf(fact) === null) ? facts : [];
}
