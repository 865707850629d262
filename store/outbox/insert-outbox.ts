import type { Queryable } from '../queryable.ts';
import { asClaimed, claimedColumns, type ClaimedColumns } from './claimed-columns.ts';
import type { NewOutboxRow, OutboxRow } from './outbox-row.ts';

/** How long the writer of a row has to deliver it before a relay does. */
const writerClaimSeconds = 5;

/**
 * Write down whom a command has to tell, claimed by this process for 5 s of the real clock.
 *
 * @param client the connection of the command's transaction, so that there is a row for each command that happened and
 *   none for one that did not
 * @returns the rows with their ids, to be delivered after the commit
 */
export async function insertOutbox(client: Queryable, rows: readonly NewOutboxRow[]): Promise<readonly OutboxRow[]> {
  if (rows.length === 0) return [];
  const askedAtMs = performance.now();
  const { rows: written } = await client.query<ClaimedColumns>(
    `INSERT INTO outbox (destination, ticket_id, seq, payload, claimed_until)
     SELECT destination, "ticketId", seq, payload, clock_timestamp() + $2 * INTERVAL '1 second'
     FROM jsonb_to_recordset($1) AS row (destination text, "ticketId" uuid, seq integer, payload jsonb)
     RETURNING ${claimedColumns}`,
    [JSON.stringify(rows), writerClaimSeconds],
  );
  return written.map((row) => asClaimed(row, askedAtMs + writerClaimSeconds * 1_000));
}
