import type { Queryable } from '../queryable.ts';
import { sqlParameters } from '../sql-parameters.ts';
import { ticketsThat, type TicketFilter } from './ticket-filter.ts';

/** How many tickets each of some filters finds, counted up to `most` and no further. */
export async function countTickets<Name extends string>(
  client: Queryable,
  filters: Readonly<Record<Name, TicketFilter>>,
  most: number,
): Promise<Readonly<Record<Name, number>>> {
  const parameters = sqlParameters();
  const limit = parameters.add(most);
  const counts = Object.entries<TicketFilter>(filters).map(
    ([name, filter]) =>
      `(SELECT count(*)::int FROM (SELECT FROM ticket t WHERE ${ticketsThat(filter, parameters)} LIMIT ${limit}) AS found)
       AS "${name}"`,
  );
  const { rows } = await client.query<Record<Name, number>>(`SELECT ${counts.join(', ')}`, parameters.values);
  const [row] = rows;
  if (!row) throw new Error('A count gave no row.');
  return row;
}
