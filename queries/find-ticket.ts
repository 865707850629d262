import { Problem } from '#domain/contracts/problem';
import type { SeenTicket } from '#domain/contracts/ticket';
import type { Actor } from '#domain/permissions/actor';
import { canSee } from '#domain/permissions/ticket';
import type { Queryable } from '#store/queryable';
import { findSurvivor } from '#store/tickets/find-survivor';
import { readTicket } from '#store/tickets/read-ticket';
import { presentRequest, presentTicket } from './present-ticket.ts';
import { sayFields } from './say-fields.ts';

/** Where a ticket's workflow is to be looked at; null: nobody said where the Temporal UI is. */
export type EngineUrlOf = (ticketId: string) => string | null;

/**
 * One ticket as the caller may see it: staff with all its properties, its requester without what is internal. A merged
 * ticket is shown itself, with the one that stands for it.
 *
 * @throws {Problem} `not_found`, also when the caller may not know of it
 */
export async function findTicket(
  client: Queryable,
  actor: Actor,
  ticketId: string,
  engineUrlOf: EngineUrlOf = () => null,
): Promise<SeenTicket> {
  const ticket = await readTicket(client, ticketId);
  if (!ticket || !canSee(actor, ticket)) throw new Problem('not_found');
  if (actor.kind === 'customer') return presentRequest(ticket);
  const survivorId = ticket.mergedIntoId === null ? ticketId : await findSurvivor(client, ticketId);
  const fields = await sayFields(client, ticketId, ticket.fields ?? {});
  return presentTicket(ticket, actor, { fields, survivorId, engineUrl: engineUrlOf(ticketId) });
}
