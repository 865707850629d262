import { canWork } from '#domain/permissions/ticket';
import type { Status } from '#domain/tickets/words';
import { command } from './command.ts';
import { receiptOf, type TicketReceipt } from './receipt.ts';
import { requireThat } from './require-that.ts';
import { requireUnchanged } from './require-unchanged.ts';

/** Where a ticket shall stand. Nobody makes it `new` again. */
export interface ChangeStatusInput {
  readonly ticketId: string;
  readonly status: Exclude<Status, 'new'>;
  /** The revision the caller saw; without it they do not care who changed it meanwhile. */
  readonly revision?: number | undefined;
}

/**
 * Change a ticket's status. An agent may reopen a closed one. Nothing happens if it has that status.
 *
 * @throws {Problem} `not_found`, `forbidden`, `stale`
 */
export const changeStatus = command<ChangeStatusInput, TicketReceipt>('change-status', async (work, input) => {
  const ticket = await work.lock(input.ticketId);
  requireThat(canWork(work.actor));
  await requireUnchanged(work, ticket, 'status', input.revision);
  const { status: from } = ticket.row;
  if (from === input.status) return receiptOf(ticket);
  const recorded = await work.record(ticket, [{ type: 'status', from, to: input.status }]);
  return receiptOf(recorded.ticket);
});
