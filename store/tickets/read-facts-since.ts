import type { FactType, TicketFact } from '#domain/tickets/fact';
import type { Queryable } from '../queryable.ts';
import { factColumns, factOf, type FactRow } from './read-facts.ts';

/** Facts of some types that came after a revision of the ticket, oldest first. */
export async function readFactsSince(
  client: Queryable,
  ticketId: string,
  { revision, types }: { readonly revision: number; readonly types: readonly FactType[] },
): Promise<TicketFact[]> {
  const { rows } = await client.query<FactRow>(
    `SELECT ${factColumns} FROM ticket_event
     WHERE ticket_id = $1 AND revision > $2 AND type = ANY($3) ORDER BY seq`,
    [ticketId, revision, types],
  );
  return rows.map(factOf);
}
