import type { TicketFields } from '#domain/fields/definition';
import type { Queryable } from '../queryable.ts';

/** The texts in a ticket's custom fields, by the ids of the fields. */
export async function readFieldTexts(
  client: Queryable,
  ticketId: string,
  fields: TicketFields,
): Promise<Readonly<Record<string, string>>> {
  const places = new Map(
    Object.entries(fields).flatMap(([id, held]) =>
      typeof held === 'object' && 'seq' in held ? [[held.seq, id] as const] : [],
    ),
  );
  if (places.size === 0) return {};
  const { rows } = await client.query<{ seq: number; text: string }>(
    'SELECT seq, text FROM ticket_field_text WHERE ticket_id = $1 AND seq = ANY($2)',
    [ticketId, [...places.keys()]],
  );
  return Object.fromEntries(rows.flatMap(({ seq, text }) => (places.has(seq) ? [[places.get(seq) ?? '', text]] : [])));
}
