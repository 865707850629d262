import { toldOf } from '#domain/notices/told-of';
import type { TicketFact } from '#domain/tickets/fact';
import { isAway } from '#domain/tickets/ticket';
import { notices } from '#store/notices/notices';
import { readTold } from '#store/notices/read-told';
import type { Queryable } from '#store/queryable';
import type { TicketRow } from '#store/tickets/ticket-row';

/** Facts that may tell somebody; the rest costs no question. */
const TELLS: ReadonlySet<TicketFact['type']> = new Set([
  ...(['created', 'assignee', 'team', 'message', 'sla_warning', 'sla_breached', 'delivery'] as const),
]);

/**
 * Tell colleagues of what a command wrote on a ticket, in its transaction: in the app, by mail, or not, as each wants it.
 * Nobody is told of a ticket that is out of the queue.
 *
 * @param row the ticket as the facts made it
 * @returns the key under which browsers are to be told; null: none are
 */
export async function tellOfFacts(
  client: Queryable,
  row: TicketRow,
  facts: readonly TicketFact[],
): Promise<string | null> {
  const telling = facts.filter(({ type }) => TELLS.has(type));
  const [first] = telling;
  if (!first || isAway(row)) return null;
  const scope = await readTold(client, row, telling);
  const told = telling.flatMap((fact) =>
    toldOf(fact, { assigneeId: row.assigneeId, ...scope(fact) }).map((one) => ({ ...one, seq: fact.seq })),
  );
  const effectKey = `${row.id}:facts:${String(first.revision)}`;
  const isPushed = await notices.insert(client, { told, ticketId: row.id, text: null, effectKey, at: first.at });
  return isPushed ? effectKey : null;
}
