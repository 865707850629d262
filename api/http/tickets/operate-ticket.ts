import { randomUUID } from 'node:crypto';
import { operateTicket } from '#commands/tickets/operate-ticket';
import { Problem } from '#domain/contracts/problem';
import { ticketReceipt, type TicketView } from '#domain/contracts/ticket';
import { operateTicketRequest } from '#domain/contracts/ticket-requests';
import type { Actor } from '#domain/permissions/actor';
import { canOperate } from '#domain/permissions/ticket';
import { findTicket } from '#queries/find-ticket';
import { z } from 'zod';
import { endpoint } from '../endpoint.ts';
import { contextOf, ofCommands, ofTicket, repeatable, type TicketDoor } from './ticket-door.ts';

/** POST /tickets/:ticketId/operations */
export const operateTicketEndpoint = (door: TicketDoor) =>
  endpoint({
    method: 'post',
    path: '/tickets/:ticketId/operations',
    summary: 'Act on a ticket’s flows as their operator',
    description:
      'Pause, resume, skip, retry, start an entry by hand, or go on in another version of a flow. The act is recorded as a fact; the ticket’s workflow carries ' +
      'it out when it gets there. With `wait=true` the reply comes when it has taken the act up; if it does not within ' +
      '10 s, ask again with the same `Idempotency-Key`.',
    readActor: door.readActor,
    params: ofTicket,
    query: z.strictObject({ wait: z.stringbool().default(false) }),
    headers: repeatable,
    body: operateTicketRequest,
    reply: ticketReceipt,
    problems: [...ofCommands, 'not_possible', 'engine_unavailable'],
    async handle({ params: { ticketId }, query, headers, body: operation }, { actor }) {
      if (!query.wait) return operateTicket(contextOf(door, actor, headers), { ticketId, operation });
      const { survivorId } = await requireOperable(door, actor, ticketId);
      const key = headers['idempotency-key'] ?? randomUUID();
      const request = { operation, staffId: actor.kind === 'staff' ? actor.id : '' };
      await door.engine.operate(survivorId, request, key);
      // The workflow ran this very command with this key: now it does nothing and answers the receipt it gave then.
      const context = contextOf(door, actor, { 'idempotency-key': key });
      return operateTicket(context, { ticketId: survivorId, operation });
    },
  });

/** The engine starts a workflow for whatever id it is given, so the ticket is looked up first. */
async function requireOperable({ pool }: TicketDoor, actor: Actor, ticketId: string): Promise<TicketView> {
  const ticket = await findTicket(pool, actor, ticketId);
  // The workflow acts as the person, who may be able to do more than the token that asks here.
  if (ticket.view !== 'staff' || !canOperate(actor)) throw new Problem('forbidden');
  return ticket;
}
