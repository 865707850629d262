import type { Queryable } from '../queryable.ts';

/** The id of the last ticket that a ticket was merged into, its own if it was not, or if there is none of this id. */
export async function findSurvivor(client: Queryable, ticketId: string): Promise<string> {
  const { rows } = await client.query<{ id: string }>(
    `WITH RECURSIVE chain AS (
       SELECT id, merged_into_id FROM ticket WHERE id = $1
       UNION
       SELECT t.id, t.merged_into_id FROM chain JOIN ticket t ON t.id = chain.merged_into_id
     ) SELECT id FROM chain WHERE merged_into_id IS NULL`,
    [ticketId],
  );
  return rows[0]?.id ?? ticketId;
}
