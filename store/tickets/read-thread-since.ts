import type { TicketFact } from '#domain/tickets/fact';
import type { Queryable } from '../queryable.ts';
import { factColumns, factOf, type FactRow } from './read-facts.ts';

/** What a ticket's thread shows: its own messages and those of the tickets merged into it, also by way of others. */
const thread = `WITH RECURSIVE thread AS (
  SELECT id FROM ticket WHERE id = $1
  UNION
  SELECT t.id FROM thread JOIN ticket t ON t.merged_into_id = thread.id)`;

/**
 * Facts that brought messages into a ticket's thread after one of its messages, oldest first; without those undone.
 *
 * @returns null if the message is not one of this thread
 */
export async function readThreadSince(
  client: Queryable,
  ticketId: string,
  messageId: string,
): Promise<TicketFact[] | null> {
  const { rows: seen } = await client.query<{ ticketId: string; seq: number }>(
    `${thread} SELECT ticket_id AS "ticketId", seq FROM message WHERE id = $2 AND ticket_id IN (SELECT id FROM thread)`,
    [ticketId, messageId],
  );
  const [place] = seen;
  if (!place) return null;
  const { rows } = await client.query<FactRow>(
    `${thread} SELECT ${factColumns} FROM ticket_event
     WHERE ticket_id IN (SELECT id FROM thread) AND type IN ('created', 'message') AND (at, ticket_id, seq) >
       (SELECT at, ticket_id, seq FROM ticket_event WHERE ticket_id = $2 AND seq = $3)
       AND NOT EXISTS (SELECT FROM ticket_event AS undone
         WHERE undone.ticket_id = ticket_event.ticket_id AND undone.type = 'unsent'
           AND undone.data->>'messageId' = ticket_event.data->>'messageId')
     ORDER BY at, ticket_id, seq`,
    [ticketId, place.ticketId, place.seq],
  );
  return rows.map(factOf);
}
