import { ticketReceipt } from '#domain/contracts/ticket';
import type { TicketRow } from '#domain/contracts/ticket-list';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { callApi, newIdempotencyKey } from '../../shared/calls/call-api.ts';
import { sayDone, sayFailed } from '../../shared/feedback/toasts.ts';
import { useWords } from '../../shared/i18n/use-words.ts';
import { queryKeys } from '../../shared/query-keys.ts';

/** One field of each of several tickets set, and what it was before. */
export interface BulkEdit {
  readonly field: 'assignee' | 'status';
  readonly tickets: readonly { readonly ticket: TicketRow; readonly body: object; readonly back: object }[];
  /** What was done, in words, for so many tickets. */
  readonly done: (count: number) => string;
}

/** Do the same to several tickets, one after the other. What was done can be taken back; how many failed is said. */
export function useBulk() {
  const client = useQueryClient();
  const { t } = useWords();
  return useMutation({
    async mutationFn({ field, tickets, done }: BulkEdit) {
      const changed: (typeof tickets)[number][] = [];
      for (const one of tickets) if (await put(field, one.ticket.ticketId, one.body)) changed.push(one);
      const failed = tickets.length - changed.length;
      const back = async () => {
        let left = 0;
        for (const { ticket, back: body } of changed) if (!(await put(field, ticket.ticketId, body))) left += 1;
        if (left > 0) sayFailed(t('ticket.bulkFailed', { count: left }));
      };
      if (changed.length > 0) sayDone('check', done(changed.length), () => void back());
      if (failed > 0) sayFailed(t('ticket.bulkFailed', { count: failed }));
    },
    onSettled: () => void client.invalidateQueries({ queryKey: queryKeys.lists }),
  });
}

/** @returns whether it was done */
async function put(field: BulkEdit['field'], ticketId: string, body: object): Promise<boolean> {
  const path = `/tickets/${ticketId}/${field}`;
  const call = callApi({ method: 'PUT', path, body, reply: ticketReceipt, idempotencyKey: newIdempotencyKey() });
  return call.then(
    () => true,
    () => false,
  );
}
