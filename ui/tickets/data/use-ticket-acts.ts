import { messageReceipt, ticketReceipt, type TicketView } from '#domain/contracts/ticket';
import type { Priority, Status } from '#domain/tickets/words';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { callApi, newIdempotencyKey } from '../../shared/calls/call-api.ts';
import { asCallFailed } from '../../shared/calls/call-failed.ts';
import { problemWords } from '../../shared/calls/problem-words.ts';
import { sayDone, sayFailed } from '../../shared/feedback/toasts.ts';
import { useWords } from '../../shared/i18n/use-words.ts';
import { queryKeys } from '../../shared/query-keys.ts';

/** What is sent: an answer that the customer reads, or a note. */
export interface Answer {
  readonly public: boolean;
  readonly body: string;
  /** The newest message its writer saw. */
  readonly lastMessageId: string | null;
}

/** How long a reply can be taken back (s). */
export const UNDO_SECONDS = 10;

/** What can be done with a ticket. What fails is said in the corner; the ticket is asked for anew either way. */
export function useTicketActs({ ticketId, revision, status: before }: TicketView) {
  const client = useQueryClient();
  const { t } = useWords();
  const settle = {
    onError: (error: unknown) => sayFailed(problemWords(asCallFailed(error), t)),
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.ticket(ticketId) }),
  };
  const put = (field: string, body: object) =>
    callApi({
      ...{ method: 'PUT', path: `/tickets/${ticketId}/${field}`, body, reply: ticketReceipt },
      idempotencyKey: newIdempotencyKey(),
    });
  const status = useMutation({
    ...settle,
    mutationFn: (to: Exclude<Status, 'new'>) => put('status', { status: to, revision }),
    onSuccess: (_, to) => {
      const back = before === 'new' ? 'open' : before;
      sayDone('check-circle', t('ticket.nowIs', { status: t(`ticket.statusInSentence.${to}`) }), () =>
        undo.mutate(back),
      );
    },
  });
  const undo = useMutation({ ...settle, mutationFn: (to: Exclude<Status, 'new'>) => put('status', { status: to }) });
  const priority = useMutation({
    ...settle,
    mutationFn: (to: Priority) => put('priority', { priority: to, revision }),
  });
  const answer = useMutation({
    ...settle,
    mutationFn: ({ public: isPublic, body, lastMessageId }: Answer) =>
      callApi({
        ...{ method: 'POST', path: `/tickets/${ticketId}/messages`, reply: messageReceipt },
        body: {
          ...{ public: isPublic, body, via: 'web' },
          ...(isPublic && { undoSeconds: UNDO_SECONDS, ...(lastMessageId !== null && { lastMessageId }) }),
        },
        idempotencyKey: newIdempotencyKey(),
      }),
  });
  const unsend = useMutation({
    ...settle,
    mutationFn: (messageId: string) =>
      callApi({
        ...{ method: 'POST', path: `/tickets/${ticketId}/messages/${messageId}/undo`, reply: ticketReceipt },
        idempotencyKey: newIdempotencyKey(),
      }),
  });
  return { status, priority, answer, unsend };
}
