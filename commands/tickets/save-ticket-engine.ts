import type { EngineSave, SaveAnswer } from '#domain/tickets/engine/exchange';
import { engineRows } from '#store/engine/engine-row';
import type { Queryable } from '#store/queryable';

/** Write a ticket's engine row over the version it came from. */
export async function saveTicketEngine(
  client: Queryable,
  { ticketId, engine, nextAt }: EngineSave,
): Promise<SaveAnswer> {
  const { state, steps } = engine;
  const over = state.rowVersion;
  const isWritten = await engineRows.write(client, { ticketId, over, seenSeq: state.seenSeq, state, nextAt, steps });
  if (isWritten) return { kind: 'saved' };
  const row = await engineRows.find(client, ticketId);
  if (!row) throw new Error(`Ticket ${ticketId} has no engine row.`);
  return { kind: 'row', row };
}
