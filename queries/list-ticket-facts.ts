import { Problem } from '#domain/contracts/problem';
import type { FactList } from '#domain/contracts/ticket';
import type { Actor } from '#domain/permissions/actor';
import { canSee } from '#domain/permissions/ticket';
import type { Queryable } from '#store/queryable';
import { readFacts } from '#store/tickets/read-facts';
import { readTicket } from '#store/tickets/read-ticket';
import { presentFact } from './present-fact.ts';

/** Which facts: those with a `seq` above `after`, at most `limit`. */
export interface FactsWanted {
  readonly ticketId: string;
  readonly after: number;
  readonly limit: number;
}

/**
 * What happened to a ticket, oldest first. For the agent side: facts tell of notes and of colleagues.
 *
 * @throws {Problem} `not_found`, `forbidden` (its requester)
 */
export async function listTicketFacts(client: Queryable, actor: Actor, wanted: FactsWanted): Promise<FactList> {
  const ticket = await readTicket(client, wanted.ticketId);
  if (!ticket || !canSee(actor, ticket)) throw new Problem('not_found');
  if (actor.kind === 'customer') throw new Problem('forbidden');
  const facts = await readFacts(client, wanted.ticketId, wanted);
  return {
    facts: facts
      // What was written after the ticket was read comes with the next question: `lastSeq` is true for this answer.
      .filter(({ seq }) => seq <= ticket.lastSeq)
      .map(presentFact),
    lastSeq: ticket.lastSeq,
  };
}
