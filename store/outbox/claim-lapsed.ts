import type { Queryable } from '../queryable.ts';
import { asClaimed, claimedColumns, type ClaimedColumns } from './claimed-columns.ts';
import { ONE_BY_ONE, type Destination, type OutboxRow } from './outbox-row.ts';

/** Which rows a relay takes. */
export interface ClaimWish {
  readonly destinations: readonly Destination[];
  /** At most so many things to tell; rows that one of them settles besides come with it. */
  readonly limit: number;
  readonly claimSeconds: number;
}

/**
 * Take rows whose claims have lapsed, those that lapsed longest ago first. No other relay gets them while the claim holds.
 *
 * For the engine and the browsers only the newest lapsed row of a ticket counts, since telling of it settles all before it:
 * the older ones are claimed with it, lest another relay tells of them meanwhile. Nothing here waits for a lock, so it can
 * deadlock with nobody; what is locked is in other hands already.
 */
export async function claimLapsed(client: Queryable, wish: ClaimWish): Promise<readonly OutboxRow[]> {
  const askedAtMs = performance.now();
  const { rows } = await client.query<ClaimedColumns>(
    `WITH newest AS (
       SELECT id, destination, ticket_id, seq FROM outbox AS lapsed
       WHERE claimed_until <= statement_timestamp() AND destination = ANY ($1)
         AND (destination = ANY ($4) OR NOT EXISTS (
           SELECT FROM outbox AS newer
           WHERE newer.ticket_id = lapsed.ticket_id AND newer.destination = lapsed.destination
             AND (newer.seq, newer.id) > (lapsed.seq, lapsed.id) AND newer.claimed_until <= statement_timestamp()))
       ORDER BY claimed_until, id LIMIT $2 FOR UPDATE SKIP LOCKED
     ), older AS (
       SELECT outbox.id FROM outbox JOIN newest USING (destination, ticket_id)
       WHERE outbox.destination <> ALL ($4) AND outbox.seq <= newest.seq AND outbox.id <> newest.id
         AND outbox.claimed_until <= statement_timestamp()
       FOR UPDATE OF outbox SKIP LOCKED
     )
     UPDATE outbox SET claimed_until = clock_timestamp() + $3 * INTERVAL '1 second', attempts = attempts + 1
     WHERE id IN (SELECT id FROM newest UNION ALL SELECT id FROM older)
     RETURNING ${claimedColumns}`,
    [wish.destinations, wish.limit, wish.claimSeconds, ONE_BY_ONE],
  );
  return rows.map((row) => asClaimed(row, askedAtMs + wish.claimSeconds * 1_000));
}
