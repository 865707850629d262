import { undoReply } from '#commands/mail/undo-reply';
import { anyCaseUuid } from '#domain/contracts/identifiers';
import { ticketReceipt } from '#domain/contracts/ticket';
import { endpoint } from '../endpoint.ts';
import { contextOf, ofCommands, ofTicket, repeatable, type TicketDoor } from './ticket-door.ts';

/** POST /tickets/:ticketId/messages/:messageId/undo */
export const undoReplyEndpoint = (door: TicketDoor) =>
  endpoint({
    method: 'post',
    path: '/tickets/:ticketId/messages/:messageId/undo',
    summary: 'Take back a reply that has not left yet',
    description:
      'Within the `undoSeconds` it was written with. It is never sent, counts for no SLA clock, and the status that was ' +
      'chosen with it is not set. The receipt is of the ticket that the reply was written on.',
    readActor: door.readActor,
    params: ofTicket.extend({ messageId: anyCaseUuid }),
    headers: repeatable,
    reply: ticketReceipt,
    problems: [...ofCommands, 'not_possible'],
    handle: ({ params, headers }, { actor }) => undoReply(contextOf(door, actor, headers), params),
  });
