import { eachOnce } from '#domain/contracts/rooms';
import type { OutboxRow } from '#store/outbox/outbox-row';

/** A row for the browsers with the lists of one that it settles, which then hear of both by it. Other rows stay as they are. */
export function withListsOf(row: OutboxRow, settled: OutboxRow): OutboxRow {
  if (row.destination !== 'socket' || settled.destination !== 'socket') return row;
  const lists = eachOnce([...(settled.payload.lists ?? []), ...(row.payload.lists ?? [])]);
  return { ...row, payload: { ...row.payload, lists } };
}
