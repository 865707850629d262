import { Problem } from '#domain/contracts/problem';
import { canWork } from '#domain/permissions/ticket';
import type { FieldValue } from '#domain/fields/definition';
import type { Ticket } from '#domain/tickets/ticket';
import { readFactsSince } from '#store/tickets/read-facts-since';
import { readFieldTexts } from '#store/fields/read-field-texts';
import type { LockedTicket } from '#store/tickets/lock-ticket';
import { draftOfField, judgeFields, textsOf } from '../fields/judge-fields.ts';
import { command } from './command.ts';
import { receiptOf, type TicketReceipt } from './receipt.ts';
import { requireThat } from './require-that.ts';
import { requireUnchanged } from './require-unchanged.ts';
import type { TicketWork } from './ticket-work.ts';

/** What is said in custom fields. */
export interface SetFieldsInput {
  readonly ticketId: string;
  /** By the ids of fields; null: nothing. Those that are not named stay. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** The revision the caller saw; without it they do not care who changed the same fields meanwhile. */
  readonly revision?: number | undefined;
}

/**
 * Say something in a ticket's custom fields, one fact each; those that say it already are passed over.
 *
 * @throws {Problem} `not_found`, `forbidden`, `invalid_request` (a value that does not fit), `stale`
 */
export const setFields = command<SetFieldsInput, TicketReceipt>('set-fields', async (work, input) => {
  const ticket = await work.lock(input.ticketId);
  requireThat(canWork(work.actor));
  const values = await judgeFields(work, 'ticket', input.fields, ticket.row.fields);
  await requireUnchangedFields(work, ticket, Object.keys(input.fields), input.revision);
  const texts = await readFieldTexts(work.client, ticket.row.id, ticket.row.fields ?? {});
  const changed = values.filter(({ fieldId, value }) => !isSame(valueIn(ticket.row, texts, fieldId), value));
  if (changed.length === 0) return receiptOf(ticket);
  const recorded = await work.record(ticket, changed.map(draftOfField), { texts: textsOf(changed) });
  return receiptOf(recorded.ticket);
});

function valueIn({ fields = {} }: Ticket, texts: Readonly<Record<string, string>>, fieldId: string): FieldValue | null {
  const held = fields[fieldId];
  if (held === undefined) return null;
  return typeof held === 'object' && 'seq' in held ? (texts[fieldId] ?? null) : held;
}

const isSame = (one: FieldValue | null, other: FieldValue | null) => JSON.stringify(one) === JSON.stringify(other);

/** Each custom field is a field of its own: that another one changed makes no edit stale. */
async function requireUnchangedFields(
  work: TicketWork,
  ticket: LockedTicket,
  ids: readonly string[],
  revision: number | undefined,
): Promise<void> {
  if (revision === undefined) return;
  const facts = await readFactsSince(work.client, ticket.row.id, { revision, types: ['field'] });
  if (
    work.askedFor(ticket.row.id) !== undefined ||
    facts.some((fact) => fact.type === 'field' && ids.includes(fact.fieldId))
  ) {
    await requireUnchanged(work, ticket, 'fields', revision);
    throw new Problem('stale', { news: [] });
  }
}
