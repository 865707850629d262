import { ticketReceipt } from '#domain/contracts/ticket';
import { ticketList } from '#domain/contracts/ticket-list';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { Button } from '../../shared/button/button.tsx';
import { callApi, newIdempotencyKey } from '../../shared/calls/call-api.ts';
import { asCallFailed, CallFailed } from '../../shared/calls/call-failed.ts';
import { problemWords } from '../../shared/calls/problem-words.ts';
import { TextField } from '../../shared/form/text-field.tsx';
import { useWords } from '../../shared/i18n/use-words.ts';
import { Dialog } from '../../shared/overlay/dialog.tsx';
import { queryKeys } from '../../shared/query-keys.ts';

interface MergeDialogProps {
  readonly ticketId: string;
  readonly number: number;
  readonly onClose: () => void;
  /** It goes on in the ticket of this number. */
  readonly onMerged: (into: { readonly ticketId: string; readonly number: number }) => void;
}

/** Asks in which ticket this one is to go on. Nothing moves, and it can be undone there. */
export function MergeDialog({ ticketId, number, onClose, onMerged }: MergeDialogProps) {
  const { t } = useWords();
  const client = useQueryClient();
  const [text, setText] = useState('');
  const wanted = /^#?([1-9]\d{0,14})$/.exec(text.trim())?.[1];
  const merge = useMutation({
    async mutationFn(into: string) {
      const { tickets } = await callApi({ path: `/tickets?search=${into}`, reply: ticketList });
      const [found] = tickets;
      if (!found) throw new CallFailed('not_found', 'There is no such ticket.');
      return callApi({
        ...{ method: 'PUT', path: `/tickets/${ticketId}/merge`, reply: ticketReceipt },
        ...{ body: { into: found.ticketId }, idempotencyKey: newIdempotencyKey() },
      });
    },
    onSuccess(survivor) {
      void client.invalidateQueries({ queryKey: queryKeys.ticket(ticketId) });
      onMerged(survivor);
    },
  });
  const failed = merge.error && asCallFailed(merge.error);
  const problem = failed?.code === 'not_found' ? t('ticket.noSuchNumber', { number: text }) : failed && problemWords(failed, t); // prettier-ignore
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (wanted !== undefined && !merge.isPending) merge.mutate(wanted);
  };
  return (
    <Dialog isOpen onClose={onClose} title={t('ticket.mergeTitle', { number })}>
      <form className="merge-form" onSubmit={submit}>
        <TextField
          label={t('ticket.mergeInto')}
          description={t('ticket.mergeHint')}
          placeholder="#1042"
          data-autofocus
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
            merge.reset();
          }}
          {...(problem ? { problem } : {})}
        />
        <div className="dialog-acts">
          <Button kind="quiet" onClick={onClose}>
            {t('feedback.cancel')}
          </Button>
          <Button kind="primary" type="submit" isOff={wanted === undefined} isBusy={merge.isPending}>
            {t('ticket.mergeNow')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
