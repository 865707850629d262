import type { EngineState } from '#domain/tickets/engine/engine-state';
import type { Queryable } from '#store/queryable';

/** A ticket's engine row as tests look at it. */
export interface EngineRowView {
  readonly version: number;
  readonly seenSeq: number;
  readonly lastSeq: number;
  readonly newsSince: Date | null;
  readonly nextAt: Date | null;
  readonly stuckAt: Date | null;
  readonly state: EngineState | null;
}

/** How far a ticket's workflow has come. */
export async function readEngineRow(client: Queryable, ticketId: string): Promise<EngineRowView> {
  const { rows } = await client.query<EngineRowView>(
    `SELECT version, seen_seq AS "seenSeq", last_seq AS "lastSeq", news_since AS "newsSince", next_at AS "nextAt",
       stuck_at AS "stuckAt", state FROM ticket_engine WHERE ticket_id = $1`,
    [ticketId],
  );
  const [row] = rows;
  if (!row) throw new Error(`Ticket ${ticketId} has no engine row.`);
  return row;
}
