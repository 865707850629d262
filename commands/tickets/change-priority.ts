import { canWork } from '#domain/permissions/ticket';
import type { Priority } from '#domain/tickets/words';
import { command } from './command.ts';
import { receiptOf, type TicketReceipt } from './receipt.ts';
import { requireThat } from './require-that.ts';
import { requireUnchanged } from './require-unchanged.ts';

/** How urgent a ticket shall be. */
export interface ChangePriorityInput {
  readonly ticketId: string;
  readonly priority: Priority;
  /** The revision the caller saw; without it they do not care who changed it meanwhile. */
  readonly revision?: number | undefined;
}

/**
 * Change a ticket's priority, and with it the targets of its clocks. Nothing happens if it has that priority.
 *
 * @throws {Problem} `not_found`, `forbidden`, `stale`
 */
export const changePriority = command<ChangePriorityInput, TicketReceipt>('change-priority', async (work, input) => {
  const ticket = await work.lock(input.ticketId);
  requireThat(canWork(work.actor));
  await requireUnchanged(work, ticket, 'priority', input.revision);
  const { priority: from } = ticket.row;
  if (from === input.priority) return receiptOf(ticket);
  const recorded = await work.record(ticket, [{ type: 'priority', from, to: input.priority }]);
  return receiptOf(recorded.ticket);
});
