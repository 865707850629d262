import type { Queryable } from '../queryable.ts';

/** The id of the last ticket that a ticket was merged into, its own if it was not, or if there is none of this id. */
export async function findSurvivor(client: Queryable, ticketId: string): Promise<string> {
  const { rows } = await client.query<{ id: string }>(
    `WITH RECURSIVE chain AS (
       SELECT id, merged_into_id, 0 AS steps FROM ticket WHERE id = $1
       UNION ALL
       SELECT t.id, t.merged_into_id, steps + 1 FROM chain JOIN ticket t ON t.id = chain.merged_into_id WHERE steps < 100
     ) SELECT id FROM chain ORDER BY steps DESC LIMIT 1`,
    [ticketId],
  );
  return rows[0]?.id ?? ticketId;
}
