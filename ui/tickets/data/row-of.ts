import type { TicketRow } from '#domain/contracts/ticket-list';
import type { RowTicket } from '../../shared/row/row-ticket.ts';
import { nextClock } from './clock-of.ts';

/**
 * A line of a list as the page draws it.
 *
 * @param asOf the server's now (ms) at the reply
 * @param me the viewer's id
 */
export function rowOf(ticket: TicketRow, asOf: number, me: string): RowTicket {
  const { ticketId, number, subject, priority, requester, tags, assignee, lastMessage, status } = ticket;
  return {
    ...{ ticketId, number, subject, priority, tags },
    requester: requester.name,
    preview: lastMessage?.preview ?? '',
    isPreviewOurs: lastMessage?.by === 'agent' && lastMessage.authorId === me,
    assignee: assignee && { staffId: assignee.id, name: assignee.name, isMe: assignee.id === me },
    clock: nextClock(ticket, asOf, status),
    isUnread: false,
  };
}
