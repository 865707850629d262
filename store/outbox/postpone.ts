import type { Queryable } from '../queryable.ts';
import { ONE_BY_ONE, type OutboxRow } from './outbox-row.ts';

/** After the first refusal, doubled by each further one; seconds. */
const firstWaitSeconds = 5;
const longestWaitSeconds = 300;
/** So many doublings exceed the longest wait. */
const doublings = 6;

/**
 * Let a row that its destination refused rest: 5 s, twice as long after each further refusal, 5 minutes at most, by the real
 * clock. With a row for the engine or the browsers all of its ticket up to its seq, else an older one would be tried instead.
 *
 * Rows are locked in the order of their ids, as `settle` does.
 */
export async function postpone(client: Queryable, { id, destination, ticketId, seq }: OutboxRow): Promise<void> {
  await client.query(
    `WITH refused AS (
       SELECT id, refusals FROM outbox
       WHERE id = $1 OR ($2 <> ALL ($8) AND ticket_id = $3 AND destination = $2 AND seq <= $4)
       ORDER BY id FOR UPDATE
     ), counted AS (
       SELECT max(refusals) + 1 AS refusals FROM refused
     )
     UPDATE outbox SET refusals = counted.refusals, claimed_until = clock_timestamp()
       + least($5 * power(2, least(counted.refusals - 1, $6)), $7) * INTERVAL '1 second'
     FROM counted WHERE id IN (SELECT id FROM refused)`,
    [id, destination, ticketId, seq, firstWaitSeconds, doublings, longestWaitSeconds, ONE_BY_ONE],
  );
}
