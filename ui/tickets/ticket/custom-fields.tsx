import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { CustomFieldView } from '#domain/contracts/custom-field';
import { ticketReceipt, type TicketView } from '#domain/contracts/ticket';
import { callApi, newIdempotencyKey } from '../../shared/calls/call-api.ts';
import { asCallFailed } from '../../shared/calls/call-failed.ts';
import { problemWords } from '../../shared/calls/problem-words.ts';
import { sayFailed } from '../../shared/feedback/toasts.ts';
import { FieldInput, type SaidValue } from '../../shared/fields/field-input.tsx';
import { useCustomFields } from '../../shared/fields/use-custom-fields.ts';
import { useWords } from '../../shared/i18n/use-words.ts';
import { queryKeys } from '../../shared/query-keys.ts';

/** Kinds that keep what was typed themselves, also when it was refused. */
const typed: ReadonlySet<CustomFieldView['kind']> = new Set<CustomFieldView['kind']>(['text', 'number', 'date']);

/** What this installation wants to know of a ticket besides; nothing where it wants nothing. */
export function CustomFields({ ticket }: { readonly ticket: TicketView }) {
  const { t } = useWords();
  const fields = useCustomFields('ticket');
  const { valueOf, say } = useSaidFields(ticket);
  if (fields.length === 0) return null;
  return (
    <section className="custom-fields" aria-label={t('fields.ofTicket')}>
      <h2>{t('fields.ofTicket')}</h2>
      {fields.map((field) => (
        <FieldInput
          key={field.id}
          field={field}
          value={typed.has(field.kind) ? (ticket.fields[field.id] ?? null) : valueOf(field.id)}
          isFixed={!ticket.mayI.assign}
          onSay={(value) => say({ id: field.id, value })}
        />
      ))}
    </section>
  );
}

interface SaidField {
  readonly id: string;
  readonly value: SaidValue;
}

/** What stands in a ticket’s fields: what was just said shows at once, and is written in the order of saying it. */
function useSaidFields({ ticketId, revision, fields }: TicketView) {
  const { t } = useWords();
  const client = useQueryClient();
  const [said, setSaid] = useState<Readonly<Record<string, SaidValue>>>({});
  /** What this page itself did to a field since it read the ticket is no news to it. */
  const own = useRef(new Map<string, number>());
  const { mutate } = useMutation({
    scope: { id: `fields-${ticketId}` },
    async mutationFn({ id, value }: SaidField) {
      const body = { fields: { [id]: value }, revision: Math.max(revision, own.current.get(id) ?? 0) };
      const receipt = await callApi({
        ...{ method: 'PATCH', path: `/tickets/${ticketId}/fields`, body, reply: ticketReceipt },
        idempotencyKey: newIdempotencyKey(),
      });
      own.current.set(id, receipt.revision);
    },
    onMutate: ({ id, value }) => setSaid((before) => ({ ...before, [id]: value })),
    onError: (error) => sayFailed(problemWords(asCallFailed(error), t)),
    async onSettled(_, __, { id, value }) {
      await client.invalidateQueries({ queryKey: queryKeys.ticketView(ticketId) });
      // Something said since then is still on its way.
      setSaid((before) => (before[id] === value ? without(before, id) : before));
      void client.invalidateQueries({ queryKey: queryKeys.ticket(ticketId) });
    },
  });
  return { valueOf: (id: string) => (id in said ? said[id] : fields[id]) ?? null, say: mutate };
}

const without = (said: Readonly<Record<string, SaidValue>>, id: string) =>
  Object.fromEntries(Object.entries(said).filter(([other]) => other !== id));
