import type { SlaState } from '#domain/sla/sla-state';
import type { PoolClient } from 'pg';
import { ticketColumns, type TicketRow } from './ticket-row.ts';

/** A ticket that this transaction alone may change, with its clocks and the instant its facts will have. */
export interface LockedTicket {
  readonly row: TicketRow;
  readonly sla: SlaState;
  /** `nixflow_now()` after the lock (ms). */
  readonly now: number;
}

/**
 * Lock a ticket for the rest of the transaction and read it. Null if there is none.
 *
 * Two statements: what one statement reads besides the locked row is as old as the statement's beginning, so older than
 * the lock if it had to wait. The clock is read by the second as well.
 *
 * NO KEY: nobody changes a ticket's id, so rows that merely point at the ticket may be written meanwhile. They would wait
 * for a full lock, and the engine's row and the ticket's could then be waited for in a circle.
 */
export async function lockTicket(client: PoolClient, ticketId: string): Promise<LockedTicket | null> {
  await client.query('SELECT FROM ticket WHERE id = $1 FOR NO KEY UPDATE', [ticketId]);
  const { rows } = await client.query<TicketRow & { slaState: SlaState; now: number }>(
    `SELECT ${ticketColumns}, s.state AS "slaState", (extract(epoch FROM nixflow_now()) * 1000)::float8 AS now
     FROM ticket t JOIN ticket_sla s ON s.ticket_id = t.id WHERE t.id = $1`,
    [ticketId],
  );
  const [found] = rows;
  if (!found) return null;
  const { slaState, now, ...row } = found;
  return { row, sla: slaState, now };
}
