import { Problem } from '#domain/contracts/problem';
import { canWork } from '#domain/permissions/ticket';
import { ledger } from '#store/mail/ledger';
import { messages } from '#store/tickets/messages';
import { command } from '../tickets/command.ts';
import { receiptOf, type TicketReceipt } from '../tickets/receipt.ts';
import { requireThat } from '../tickets/require-that.ts';

/** A reply that its writer wants back. */
export interface UndoReplyInput {
  /** The ticket on whose page it stands: its own, or the one that this was merged into. */
  readonly ticketId: string;
  readonly messageId: string;
}

/**
 * Take back a reply that is still held: it never leaves, and counts for no clock. Its text stays, for its writer to go on with.
 *
 * @throws {Problem} `not_found` (no such reply on this ticket), `forbidden`, `not_possible` (it has left already)
 */
export const undoReply = command<UndoReplyInput, TicketReceipt>('undo-reply', async (work, { ticketId, messageId }) => {
  const { client } = work;
  const owner = await messages.findTicket(client, ticketId, messageId);
  if (owner === null) throw new Problem('not_found');
  const ticket = await work.lockItself(owner);
  requireThat(canWork(work.actor));
  const mail = await ledger.findByMessage(client, messageId);
  const locked = mail && (await ledger.lock(client, mail.id));
  if (locked?.state === 'undone') return receiptOf(ticket);
  if (locked?.state !== 'held') throw new Problem('not_possible', { detail: 'The reply has left already.' });
  await ledger.write(client, locked.id, { state: 'undone' });
  const lastMessageId = await messages.newestOfPerson(client, owner, messageId);
  const recorded = await work.record(ticket, [{ type: 'unsent', messageId, deliveryId: locked.id, lastMessageId }]);
  return receiptOf(recorded.ticket);
});
