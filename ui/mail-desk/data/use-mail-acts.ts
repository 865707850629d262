import { incomingMail, outgoingMail } from '#domain/contracts/mail-desk';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { callApi, newIdempotencyKey } from '../../shared/calls/call-api.ts';
import { asCallFailed } from '../../shared/calls/call-failed.ts';
import { problemWords } from '../../shared/calls/problem-words.ts';
import { sayDone, sayFailed } from '../../shared/feedback/toasts.ts';
import { useWords } from '../../shared/i18n/use-words.ts';
import { allMail } from './use-mail-pages.ts';

/** What can be done with a mail. What fails is said in the corner; all mail is asked for anew either way. */
export function useMailActs(mailId: string) {
  const client = useQueryClient();
  const { t } = useWords();
  const settle = {
    onError: (error: unknown) => sayFailed(problemWords(asCallFailed(error), t)),
    // Not waited for: an act is over when it is done, however long it takes to read what has become of the mail.
    onSettled: () => void client.invalidateQueries({ queryKey: allMail }),
  };
  const post = (act: 'resend' | 'arrived') =>
    callApi({
      ...{ method: 'POST', path: `/mail/outgoing/${mailId}/${act}`, reply: outgoingMail },
      idempotencyKey: newIdempotencyKey(),
    });
  const resend = useMutation({
    ...settle,
    mutationFn: () => post('resend'),
    onSuccess: () => sayDone('retry', t('mail.resent')),
  });
  const sayArrived = useMutation({
    ...settle,
    mutationFn: () => post('arrived'),
    onSuccess: () => sayDone('check', t('mail.arrivedDone')),
  });
  const retry = useMutation({
    ...settle,
    mutationFn: () => callApi({ method: 'POST', path: `/mail/incoming/${mailId}/retry`, reply: incomingMail }),
    onSuccess: () => sayDone('retry', t('mail.retried')),
  });
  return { resend, sayArrived, retry };
}
