import { deleteTicket, markSpam, restoreTicket, unmarkSpam } from '#commands/tickets/leave-queue';
import { mergeTicket } from '#commands/tickets/merge-ticket';
import { unmergeTicket } from '#commands/tickets/unmerge-ticket';
import { mergeTicketRequest } from '#domain/contracts/ticket-requests';
import type { Endpoint } from '../endpoint.ts';
import { ticketCommand, type TicketDoor } from './ticket-door.ts';

/** PUT and DELETE of /tickets/:ticketId/{merge,spam,deletion} */
export const leaveQueueEndpoints = (door: TicketDoor): Endpoint[] => [
  ticketCommand(door, {
    ...{ method: 'put', path: 'merge', summary: 'Let a ticket go on in another one' },
    description: 'Its number leads there from now on. The receipt is the survivor’s.',
    body: mergeTicketRequest,
    problems: ['not_possible'],
    run: mergeTicket,
  }),
  ticketCommand(door, {
    ...{ method: 'delete', path: 'merge', summary: 'Undo a merge' },
    description: 'The ticket comes back as it was; what was written on the survivor stays there.',
    problems: ['not_possible'],
    run: unmergeTicket,
  }),
  ticketCommand(door, {
    ...{ method: 'put', path: 'spam', summary: 'Put a ticket aside as spam' },
    description: 'Its clocks are cancelled and its flows stop.',
    run: markSpam,
  }),
  ticketCommand(door, {
    ...{ method: 'delete', path: 'spam', summary: 'Bring a ticket back that is no spam' },
    description: 'Its clocks go on with the time they had used.',
    run: unmarkSpam,
  }),
  ticketCommand(door, {
    ...{ method: 'put', path: 'deletion', summary: 'Delete a ticket, until it is restored' },
    run: deleteTicket,
  }),
  ticketCommand(door, {
    ...{ method: 'delete', path: 'deletion', summary: 'Restore a deleted ticket' },
    run: restoreTicket,
  }),
];
