import { Problem } from '#domain/contracts/problem';
import { canWork } from '#domain/permissions/ticket';
import { isAway } from '#domain/tickets/ticket';
import { command } from './command.ts';
import { receiptOf, type TicketReceipt } from './receipt.ts';
import { requireThat } from './require-that.ts';

/** Which ticket goes on in which. */
export interface MergeTicketInput {
  readonly ticketId: string;
  /** The survivor. */
  readonly into: string;
}

/**
 * Merge a ticket into another one, where it goes on; its number leads there from now on. If either was merged before, its
 * last survivor stands for it. Both are locked in the order of their ids. The receipt is the survivor's.
 *
 * @throws {Problem} `not_found`, `forbidden`, `not_possible` (into itself, or into one that is out of the queue)
 */
export const mergeTicket = command<MergeTicketInput, TicketReceipt>(
  'merge-ticket',
  async (work, { ticketId, into }) => {
    const [merged, survivor] = await work.lockBoth(ticketId, into);
    requireThat(canWork(work.actor));
    if (merged.row.id === survivor.row.id) refuse('A ticket cannot be merged into itself.');
    if (isAway(survivor.row)) refuse('The other ticket is spam or deleted.');
    await work.record(merged, [{ type: 'merged', into: survivor.row.id }]);
    const recorded = await work.record(survivor, [{ type: 'absorbed', ticketId: merged.row.id }]);
    return receiptOf(recorded.ticket);
  },
);

function refuse(detail: string): never {
  throw new Problem('not_possible', { detail });
}
