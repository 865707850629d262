import { outgoingMail } from '#domain/contracts/mail-desk';
import { ticketReceipt } from '#domain/contracts/ticket';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { callApi, newIdempotencyKey } from '../../shared/calls/call-api.ts';
import { asCallFailed } from '../../shared/calls/call-failed.ts';
import { problemWords } from '../../shared/calls/problem-words.ts';
import { sayFailed } from '../../shared/feedback/toasts.ts';
import { useWords } from '../../shared/i18n/use-words.ts';
import { queryKeys } from '../../shared/query-keys.ts';

/** How a ticket leaves the queue and comes back, and what is said of a mail of which nobody knows. */
export type Act =
  | { readonly act: 'spam' | 'deletion'; readonly isDone: boolean }
  | { readonly act: 'unmerge'; readonly mergedId: string }
  | { readonly act: 'resend' | 'arrived'; readonly mailId: string };

/** Do such a thing to a ticket. What fails is said in the corner. */
export function useAct(ticketId: string) {
  const client = useQueryClient();
  const { t } = useWords();
  return useMutation({
    async mutationFn(act: Act) {
      const idempotencyKey = newIdempotencyKey();
      if ('mailId' in act) {
        const path = `/mail/outgoing/${act.mailId}/${act.act}`;
        await callApi({ method: 'POST', path, reply: outgoingMail, idempotencyKey });
      } else if (act.act === 'unmerge') {
        const path = `/tickets/${act.mergedId}/merge`;
        await callApi({ method: 'DELETE', path, reply: ticketReceipt, idempotencyKey });
      } else {
        const path = `/tickets/${ticketId}/${act.act}`;
        await callApi({ method: act.isDone ? 'PUT' : 'DELETE', path, reply: ticketReceipt, idempotencyKey });
      }
    },
    onError: (error) => sayFailed(problemWords(asCallFailed(error), t)),
    onSettled: (_data, _error, act) => {
      if (act.act === 'unmerge') void client.invalidateQueries({ queryKey: queryKeys.ticket(act.mergedId) });
      void client.invalidateQueries({ queryKey: queryKeys.ticket(ticketId) });
    },
  });
}
