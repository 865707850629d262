import { Problem } from '#domain/contracts/problem';
import { canWork } from '#domain/permissions/ticket';
import { customers } from '#store/people/customers';
import { command } from './command.ts';
import { receiptOf, type TicketReceipt } from './receipt.ts';
import { requireThat } from './require-that.ts';
import { requireUnchanged } from './require-unchanged.ts';

/** Who asks for help. */
export interface ChangeRequesterInput {
  readonly ticketId: string;
  readonly requesterId: string;
  /** The revision the caller saw; without it they do not care who changed it meanwhile. */
  readonly revision?: number | undefined;
}

/**
 * Say that somebody else asks for help: from now on mail goes to them, and they are the ones who see it. What was written
 * stays its writers'. Nothing happens if it is theirs.
 *
 * @throws {Problem} `not_found`, `forbidden`, `unknown_reference` (no such customer), `stale`
 */
export const changeRequester = command<ChangeRequesterInput, TicketReceipt>('change-requester', async (work, input) => {
  const ticket = await work.lock(input.ticketId);
  requireThat(canWork(work.actor));
  await requireUnchanged(work, ticket, 'requester', input.revision);
  const { requesterId: from } = ticket.row;
  const { requesterId: to } = input;
  if (from === to) return receiptOf(ticket);
  if (!(await customers.exists(work.client, to))) {
    throw new Problem('unknown_reference', { detail: 'There is no such customer.', reason: 'customer_gone' });
  }
  return receiptOf((await work.record(ticket, [{ type: 'requester', from, to }])).ticket);
});
