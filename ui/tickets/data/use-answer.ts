import { messageReceipt, ticketReceipt } from '#domain/contracts/ticket';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { callApi, newIdempotencyKey } from '../../shared/calls/call-api.ts';
import { asCallFailed } from '../../shared/calls/call-failed.ts';
import { problemWords } from '../../shared/calls/problem-words.ts';
import { sayFailed } from '../../shared/feedback/toasts.ts';
import { useWords } from '../../shared/i18n/use-words.ts';
import { queryKeys } from '../../shared/query-keys.ts';
import type { ChosenStatus } from './edits.ts';

/** What is sent: an answer that the customer reads, or a note. */
export interface Answer {
  readonly public: boolean;
  readonly body: string;
  /** The newest message its writer saw; null: they do not care. */
  readonly lastMessageId: string | null;
  /** Where the ticket is to stand once the answer has left. */
  readonly status?: ChosenStatus | undefined;
  readonly attachmentIds: readonly string[];
}

/** How long a reply can be taken back (s). */
export const UNDO_SECONDS = 10;

/** Write on a ticket, and take back what has not left. What fails is for the caller to say, but for the taking back. */
export function useAnswer(ticketId: string) {
  const client = useQueryClient();
  const { t } = useWords();
  // Not waited for: what was sent is sent, and what was refused is refused, before the thread has been read again.
  const onSettled = () => void client.invalidateQueries({ queryKey: queryKeys.ticket(ticketId) });
  const answer = useMutation({
    onSettled,
    mutationFn: ({ public: isPublic, body, lastMessageId, status, attachmentIds }: Answer) =>
      callApi({
        ...{ method: 'POST', path: `/tickets/${ticketId}/messages`, reply: messageReceipt },
        body: {
          ...{ public: isPublic, body, via: 'web', attachmentIds },
          ...(isPublic && {
            undoSeconds: UNDO_SECONDS,
            ...(lastMessageId !== null && { lastMessageId }),
            ...(status !== undefined && { status }),
          }),
        },
        idempotencyKey: newIdempotencyKey(),
      }),
  });
  const unsend = useMutation({
    onSettled,
    onError: (error) => sayFailed(problemWords(asCallFailed(error), t)),
    mutationFn: (messageId: string) =>
      callApi({
        ...{ method: 'POST', path: `/tickets/${ticketId}/messages/${messageId}/undo`, reply: ticketReceipt },
        idempotencyKey: newIdempotencyKey(),
      }),
  });
  return { answer, unsend };
}
