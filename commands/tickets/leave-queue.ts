import type { Actor } from '#domain/permissions/actor';
import { canDelete, canWork } from '#domain/permissions/ticket';
import type { Ticket } from '#domain/tickets/ticket';
import { command, type Command } from './command.ts';
import { receiptOf, type TicketReceipt } from './receipt.ts';
import { requireThat } from './require-that.ts';

/** Which ticket leaves the queue, or comes back. */
export interface LeaveQueueInput {
  readonly ticketId: string;
}

interface Way {
  readonly fact: 'spam' | 'not_spam' | 'deleted' | 'restored';
  readonly isThere: (ticket: Ticket) => boolean;
  readonly isAllowed: (actor: Actor) => boolean;
}

/** One way out of the queue or back; nothing happens if the ticket went it already. */
const way = (route: string, { fact, isThere, isAllowed }: Way): Command<LeaveQueueInput, TicketReceipt> =>
  command(route, async (work, { ticketId }) => {
    const ticket = await work.lock(ticketId);
    requireThat(isAllowed(work.actor));
    if (isThere(ticket.row)) return receiptOf(ticket);
    return receiptOf((await work.record(ticket, [{ type: fact }])).ticket);
  });

/** Put a ticket aside as spam: its clocks are cancelled, its flows stop. @throws {Problem} `not_found`, `forbidden` */
export const markSpam = way('mark-spam', { fact: 'spam', isThere: ({ isSpam }) => isSpam, isAllowed: canWork });
/** Bring it back: its clocks go on with the time used. @throws {Problem} `not_found`, `forbidden` */
export const unmarkSpam = way('unmark-spam', {
  fact: 'not_spam',
  isThere: ({ isSpam }) => !isSpam,
  isAllowed: canWork,
});
/** Delete a ticket, until it is restored. @throws {Problem} `not_found`, `forbidden` */
export const deleteTicket = way('delete-ticket', {
  fact: 'deleted',
  isThere: ({ isDeleted }) => isDeleted,
  isAllowed: canDelete,
});
/** Undo that. @throws {Problem} `not_found`, `forbidden` */
export const restoreTicket = way('restore-ticket', {
  fact: 'restored',
  isThere: ({ isDeleted }) => !isDeleted,
  isAllowed: canDelete,
});
