import { Problem } from '#domain/contracts/problem';
import { canWork } from '#domain/permissions/ticket';
import { command } from './command.ts';
import { receiptOf, type TicketReceipt } from './receipt.ts';
import { requireThat } from './require-that.ts';

/**
 * Undo a merge: the ticket stands for itself again and its clocks go on; what arrived meanwhile stays with the survivor.
 * Both are locked in the order of their ids.
 *
 * @throws {Problem} `not_found`, `forbidden`, `not_possible` (it is not merged)
 */
export const unmergeTicket = command<{ readonly ticketId: string }, TicketReceipt>(
  'unmerge-ticket',
  async (work, { ticketId }) => {
    const [merged, survivor] = await work.lockMerged(ticketId);
    requireThat(canWork(work.actor));
    if (!survivor) throw new Problem('not_possible', { detail: 'This ticket is not merged.' });
    const recorded = await work.record(merged, [{ type: 'unmerged', from: survivor.row.id }]);
    await work.record(survivor, [{ type: 'gave_back', ticketId: merged.row.id }]);
    return receiptOf(recorded.ticket);
  },
);
