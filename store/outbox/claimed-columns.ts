import type { NewOutboxRow, OutboxRow } from './outbox-row.ts';

/** A row as `claimedColumns` returns it. Its payload is what `insertOutbox` wrote: nothing else writes the table. */
export type ClaimedColumns = NewOutboxRow & { readonly id: string; readonly epoch: string };

/**
 * What whoever delivers a row must know, for RETURNING. The epoch is read with every row, so that no process goes on with
 * the one from before a restore. A database that was not seeded, which only tests use, has the nil UUID.
 */
export const claimedColumns = `outbox.id, outbox.destination, outbox.ticket_id AS "ticketId", outbox.seq, outbox.payload,
  coalesce((SELECT database_epoch FROM installation), '00000000-0000-0000-0000-000000000000') AS epoch`;

/** The row in the hands of this process. See `OutboxRow.claimedUntilMs`. */
export function asClaimed(row: ClaimedColumns, claimedUntilMs: number): OutboxRow {
  return { ...row, claimedUntilMs };
}
