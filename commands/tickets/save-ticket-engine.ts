import { isHolding } from '#domain/flow/machine';
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
  const { seenSeq, runs } = state;
  const row = { ticketId, over, seenSeq, state, nextAt, steps, isHeld: isHolding(runs) };
  const writtenAt = await engineRows.write(client, row);
  if (writtenAt !== null) return { kind: 'saved', now: writtenAt };
  const stored = await engineRows.find(client, ticketId);
  if (!stored) throw new Error(`Ticket ${ticketId} has no engine row.`);
  return { kind: 'row', row: stored };
}
