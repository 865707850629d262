import type { Cause } from '#domain/tickets/cause';
import type { TicketFact } from '#domain/tickets/fact';
import type { Queryable } from '../queryable.ts';

/** A fact as its table has it. */
export interface FactRow {
  readonly seq: number;
  /** ms */
  readonly at: number;
  readonly revision: number;
  readonly type: string;
  readonly data: object;
  readonly cause: Cause;
  readonly depth: number;
}

/** The columns of `ticket_event` under the names of `FactRow`. */
export const factColumns = `seq, (extract(epoch FROM at) * 1000)::float8 AS at, revision, type, data, cause, depth`;

/** What was written is what the types say; a type of newer code passes through and is for its reader to meet. */
export const factOf = ({ data, ...place }: FactRow): TicketFact => ({ ...place, ...data }) as TicketFact;

/** Facts of a ticket with a `seq` above `after`, oldest first, at most `limit`. */
export async function readFacts(
  client: Queryable,
  ticketId: string,
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<TicketFact[]> {
  const { rows } = await client.query<FactRow>(
    `SELECT ${factColumns} FROM ticket_event WHERE ticket_id = $1 AND seq > $2 ORDER BY seq LIMIT $3`,
    [ticketId, after, limit],
  );
  return rows.map(factOf);
}

/** Facts of a ticket by their `seq`, oldest first. */
export async function readFactsAt(client: Queryable, ticketId: string, seqs: readonly number[]): Promise<TicketFact[]> {
  const { rows } = await client.query<FactRow>(
    `SELECT ${factColumns} FROM ticket_event WHERE ticket_id = $1 AND seq = ANY($2) ORDER BY seq`,
    [ticketId, seqs],
  );
  return rows.map(factOf);
}
