import { addMessage } from '#commands/tickets/add-message';
import { messageReceipt } from '#domain/contracts/ticket';
import { addMessageRequest } from '#domain/contracts/ticket-requests';
import { endpoint } from '../endpoint.ts';
import { contextOf, ofCommands, ofTicket, repeatable, type TicketDoor } from './ticket-door.ts';

/** POST /tickets/:ticketId/messages */
export const addMessageEndpoint = (door: TicketDoor) =>
  endpoint({
    method: 'post',
    path: '/tickets/:ticketId/messages',
    summary: 'Write on a ticket',
    description:
      'A customer’s message, an agent’s public reply or a note. A customer’s message opens a ticket again that was ' +
      'pending, on hold or resolved; on a closed one it opens a follow-up, which is then the ticket of the reply. A reply goes out by mail with its files, 25 MiB of them at most, after ' +
      '`undoSeconds`; until then it can be undone, and `status` takes effect when it leaves.',
    readActor: door.readActor,
    params: ofTicket,
    headers: repeatable,
    body: addMessageRequest,
    reply: messageReceipt,
    status: 201,
    problems: [...ofCommands, 'unknown_reference', 'stale', 'not_possible'],
    handle: ({ params, headers, body }, { actor }) =>
      addMessage(contextOf(door, actor, headers), { ...params, ...body }),
  });
