import { canOperate } from '#domain/permissions/ticket';
import type { Operation } from '#domain/tickets/fact';
import { command } from './command.ts';
import { receiptOf, type TicketReceipt } from './receipt.ts';
import { requirePossible } from './require-possible.ts';
import { requireThat } from './require-that.ts';

/** What an operator does to a ticket's flows. */
export interface OperateTicketInput {
  readonly ticketId: string;
  readonly operation: Operation;
}

/**
 * Record an operator's act on a ticket's flows; its workflow carries it out when it folds the fact.
 *
 * @throws {Problem} `not_found`, `forbidden`, `not_possible` (no such path, or nothing there to skip, retry, start or migrate)
 */
export const operateTicket = command<OperateTicketInput, TicketReceipt>(
  'operate-ticket',
  async (work, { ticketId, operation }) => {
    const ticket = await work.lock(ticketId);
    requireThat(canOperate(work.actor));
    await requirePossible(work, ticket, operation);
    const recorded = await work.record(ticket, [{ type: 'operation', ...operation }]);
    return receiptOf(recorded.ticket);
  },
);
