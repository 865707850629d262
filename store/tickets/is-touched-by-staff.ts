import type { Queryable } from '../queryable.ts';

/** Whether somebody on the agent side has done anything on a ticket, opening it included. */
export async function isTouchedByStaff(client: Queryable, ticketId: string): Promise<boolean> {
  const { rowCount } = await client.query(
    `SELECT FROM ticket_event WHERE ticket_id = $1 AND cause->>'kind' = 'person' LIMIT 1`,
    [ticketId],
  );
  return rowCount === 1;
}
