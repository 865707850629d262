import type { FieldValue, TicketFields } from '#domain/fields/definition';
import { readFieldTexts } from '#store/fields/read-field-texts';
import type { Queryable } from '#store/queryable';

/** What is said in a ticket's custom fields, texts among it. */
export async function sayFields(
  client: Queryable,
  ticketId: string,
  fields: TicketFields,
): Promise<Record<string, string | number | boolean | string[]>> {
  const texts = await readFieldTexts(client, ticketId, fields);
  const said = Object.entries(fields).flatMap(([id, held]) => {
    const value: FieldValue | undefined = typeof held === 'object' && 'seq' in held ? texts[id] : held;
    return value === undefined
      ? []
      : [
          [
            id,
            Array.isArray(value) ? [...(value as readonly string[])] : (value as string | number | boolean),
          ] as const,
        ];
  });
  return Object.fromEntries(said);
}
