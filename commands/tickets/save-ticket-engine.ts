import type { UnsavedEngine } from '#domain/tickets/engine/engine-state';
import { engineRows, type EngineRow } from '#store/engine/engine-row';
import type { Queryable } from '#store/queryable';

/** An engine to be written, and the next instant (ms) it waits for. */
export interface EngineSave {
  readonly ticketId: string;
  readonly engine: UnsavedEngine;
  readonly nextAt: number | null;
}

/** `row`: what is there instead; somebody else has written, or this was written before. Either way the writer reloads. */
export type SaveAnswer = { readonly kind: 'saved' } | { readonly kind: 'row'; readonly row: EngineRow };

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
