import { canWork } from '#domain/permissions/ticket';
import { command } from './command.ts';
import { receiptOf, type TicketReceipt } from './receipt.ts';
import { requireThat } from './require-that.ts';
import { requireUnchanged } from './require-unchanged.ts';

/** What a ticket shall be called. */
export interface ChangeSubjectInput {
  readonly ticketId: string;
  readonly subject: string;
  /** The revision the caller saw; without it they do not care who changed it meanwhile. */
  readonly revision?: number | undefined;
}

/**
 * Change a ticket's subject. Earlier ones are kept beside their facts. Nothing happens if it is called that.
 *
 * @throws {Problem} `not_found`, `forbidden`, `stale`
 */
export const changeSubject = command<ChangeSubjectInput, TicketReceipt>('change-subject', async (work, input) => {
  const ticket = await work.lock(input.ticketId);
  requireThat(canWork(work.actor));
  await requireUnchanged(work, ticket, 'subject', input.revision);
  if (ticket.row.subject === input.subject) return receiptOf(ticket);
  const recorded = await work.record(ticket, [{ type: 'subject' }], { subject: input.subject });
  return receiptOf(recorded.ticket);
});
