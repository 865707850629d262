import { Problem } from '#domain/contracts/problem';
import { canWork } from '#domain/permissions/ticket';
import { staff } from '#store/people/staff';
import { command } from './command.ts';
import { receiptOf, type TicketReceipt } from './receipt.ts';
import { requireUnchanged } from './require-unchanged.ts';
import { requireThat } from './require-that.ts';

/** Who gets which ticket. */
export interface AssignTicketInput {
  readonly ticketId: string;
  /** null: back to its team's pool. */
  readonly assigneeId: string | null;
  /** The revision the caller saw; without it they do not care who assigned it meanwhile. */
  readonly revision?: number | undefined;
}

/**
 * Give a ticket to somebody on the agent side, or back to its team's pool. Nothing happens if they have it already.
 *
 * @throws {Problem} `not_found`, `forbidden`, `unknown_reference` (nobody active with that id), `stale`
 */
export const assignTicket = command<AssignTicketInput, TicketReceipt>('assign-ticket', async (work, input) => {
  const ticket = await work.lock(input.ticketId);
  requireThat(canWork(work.actor));
  await requireUnchanged(work, ticket, 'assignee', input.revision);
  const { assigneeId: from } = ticket.row;
  const { assigneeId: to } = input;
  if (from === to) return receiptOf(ticket);
  if (to !== null && !(await staff.canBeAssigned(work.client, to))) {
    throw new Problem('unknown_reference', { detail: 'There is no active agent with this id.', reason: 'person_gone' });
  }
  const recorded = await work.record(ticket, [{ type: 'assignee', from, to }]);
  return receiptOf(recorded.ticket);
});
