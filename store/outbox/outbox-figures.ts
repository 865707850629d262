import type { Queryable } from '../queryable.ts';
import { DESTINATIONS, type Destination } from './outbox-row.ts';

/** How the rows for one destination stand. */
export interface OutboxFigures {
  readonly destination: Destination;
  /** Not delivered yet; most of them are being delivered at this moment. */
  readonly waiting: number;
  /** Of those, the ones nobody has claimed any more: a relay's work. */
  readonly lapsed: number;
  /** Those that their destination refused; they rest longer and longer between two tries. */
  readonly refused: number;
  /** Age of the oldest; seconds, 0 if none waits. */
  readonly oldestSeconds: number;
}

/** How the outbox stands, for each destination, also those for which nothing waits. */
export async function outboxFigures(client: Queryable): Promise<readonly OutboxFigures[]> {
  const { rows } = await client.query<OutboxFigures>(
    `SELECT destination, count(id)::int AS waiting,
       (count(id) FILTER (WHERE claimed_until <= clock_timestamp()))::int AS lapsed,
       (count(id) FILTER (WHERE refusals > 0))::int AS refused,
       coalesce(greatest(extract(epoch FROM clock_timestamp() - min(created_at)), 0), 0)::float8 AS "oldestSeconds"
     FROM unnest($1::text[]) AS destination LEFT JOIN outbox USING (destination)
     GROUP BY destination ORDER BY destination`,
    [DESTINATIONS],
  );
  return rows;
}
