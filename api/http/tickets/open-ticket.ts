import { openTicket } from '#commands/tickets/open-ticket';
import { Problem } from '#domain/contracts/problem';
import { messageReceipt } from '#domain/contracts/ticket';
import { openTicketRequest } from '#domain/contracts/ticket-requests';
import { endpoint } from '../endpoint.ts';
import { contextOf, repeatable, type TicketDoor } from './ticket-door.ts';

/** POST /tickets */
export const openTicketEndpoint = (door: TicketDoor) =>
  endpoint({
    method: 'post',
    path: '/tickets',
    summary: 'Open a ticket',
    description:
      'Opens a ticket with its first message: `new` when a customer writes, `open` when an agent does. Customers open ' +
      'tickets of their own and leave requester, team, assignee, tags and priority to the agents.',
    readActor: door.readActor,
    headers: repeatable,
    body: openTicketRequest,
    reply: messageReceipt,
    status: 201,
    problems: ['forbidden', 'unknown_reference', 'idempotency_key_reused'],
    handle({ headers, body: { requesterId, ...body } }, { actor }) {
      const opener = actor.kind === 'customer' ? actor.id : undefined;
      const requester = requesterId ?? opener ?? refuseWithoutRequester();
      return openTicket(contextOf(door, actor, headers), { ...body, requesterId: requester });
    },
  });

function refuseWithoutRequester(): never {
  const message = 'Name the customer who asks for help.';
  throw new Problem('invalid_request', {
    errors: [{ in: 'body', pointer: '/requesterId', code: 'required', message }],
  });
}
