import type { LockedTicket } from '#store/tickets/lock-ticket';

/** What a command answers about the ticket it changed: plain JSON, since it is kept for an idempotency key. */
export interface TicketReceipt {
  readonly ticketId: string;
  readonly number: number;
  readonly revision: number;
  /** The newest fact. */
  readonly seq: number;
}

/** A receipt that names the message; its ticket is another one if the message opened a follow-up. */
export interface AddedMessage extends TicketReceipt {
  readonly messageId: string;
}

/** The receipt of a ticket as it stands. */
export const receiptOf = ({ row }: Pick<LockedTicket, 'row'>): TicketReceipt => ({
  ticketId: row.id,
  number: row.number,
  revision: row.revision,
  seq: row.lastSeq,
});
