import type { SlaState } from '#domain/sla/sla-state';
import type { Queryable } from '../queryable.ts';
import { ticketColumns, type TicketRow } from './ticket-row.ts';

/** A ticket with its clocks and how far its workflow is, all of one moment. Instants in ms. */
export interface ReadTicket extends TicketRow {
  readonly sla: SlaState;
  readonly seenSeq: number;
  readonly nextAt: number | null;
  readonly stuckAt: number | null;
  /** `nixflow_now()` */
  readonly now: number;
}

/** Read a ticket without locking it. Null if there is none. */
export async function readTicket(client: Queryable, ticketId: string): Promise<ReadTicket | null> {
  const { rows } = await client.query<ReadTicket>(
    `SELECT ${ticketColumns}, s.state AS sla, e.seen_seq AS "seenSeq",
       (extract(epoch FROM e.next_at) * 1000)::float8 AS "nextAt",
       (extract(epoch FROM e.stuck_at) * 1000)::float8 AS "stuckAt",
       (extract(epoch FROM nixflow_now()) * 1000)::float8 AS now
     FROM ticket t JOIN ticket_sla s ON s.ticket_id = t.id JOIN ticket_engine e ON e.ticket_id = t.id
     WHERE t.id = $1`,
    [ticketId],
  );
  return rows[0] ?? null;
}
