import { Problem } from '#domain/contracts/problem';
import { canWork } from '#domain/permissions/ticket';
import { MOST_TAGS } from '#domain/tickets/words';
import { command } from './command.ts';
import { receiptOf, type TicketReceipt } from './receipt.ts';
import { requireThat } from './require-that.ts';
import { requireUnchanged } from './require-unchanged.ts';

/** Tags (codes) to put on a ticket and to take off. */
export interface ChangeTagsInput {
  readonly ticketId: string;
  readonly add: readonly string[];
  readonly remove: readonly string[];
  /** The revision the caller saw; without it they do not care who changed them meanwhile. */
  readonly revision?: number | undefined;
}

/**
 * Put tags on a ticket and take tags off. What is there already, or not there, is passed over; one that is both added and
 * removed is added.
 *
 * @throws {Problem} `not_found`, `forbidden`, `stale`, `not_possible` (more tags than a ticket can have)
 */
export const changeTags = command<ChangeTagsInput, TicketReceipt>('change-tags', async (work, input) => {
  const ticket = await work.lock(input.ticketId);
  requireThat(canWork(work.actor));
  await requireUnchanged(work, ticket, 'tags', input.revision);
  const { tags } = ticket.row;
  const added = [...new Set(input.add)].filter((tag) => !tags.includes(tag));
  const removed = [...new Set(input.remove)].filter((tag) => tags.includes(tag) && !input.add.includes(tag));
  if (added.length + removed.length === 0) return receiptOf(ticket);
  if (added.length > 0 && tags.length + added.length - removed.length > MOST_TAGS) {
    throw new Problem('not_possible', { detail: `A ticket has at most ${String(MOST_TAGS)} tags.` });
  }
  const recorded = await work.record(ticket, [{ type: 'tags', added, removed }]);
  return receiptOf(recorded.ticket);
});
