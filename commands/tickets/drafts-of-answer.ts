import type { FactDraft } from '#domain/tickets/fact';
import type { Status } from '#domain/tickets/words';
import { staff } from '#store/people/staff';
import type { Queryable } from '#store/queryable';
import type { TicketRow } from '#store/tickets/ticket-row';

/** A customer's word brings a ticket back to work from these. */
const WAKES: ReadonlySet<Status> = new Set(['pending', 'on_hold', 'resolved']);

/**
 * What a person's message from outside does to a ticket besides being on it: one that waited is open again, and one whose
 * assignee is absent, or left, goes back to its team's pool, where somebody sees it.
 */
export async function draftsOfAnswer(
  client: Queryable,
  { status, assigneeId }: Pick<TicketRow, 'status' | 'assigneeId'>,
): Promise<FactDraft[]> {
  const isPooled = assigneeId !== null && !(await isAtWork(client, assigneeId));
  return [
    ...(WAKES.has(status) ? [{ type: 'status', from: status, to: 'open' } as const] : []),
    ...(isPooled ? [{ type: 'assignee', from: assigneeId, to: null } as const] : []),
  ];
}

const isAtWork = async (client: Queryable, staffId: string): Promise<boolean> =>
  (await staff.canBeAssigned(client, staffId)) && !(await staff.isAbsent(client, staffId));
