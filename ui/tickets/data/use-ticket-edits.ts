import type { NewsItem } from '#domain/contracts/problem';
import { ticketReceipt, type TicketView } from '#domain/contracts/ticket';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { callApi, newIdempotencyKey } from '../../shared/calls/call-api.ts';
import { asCallFailed } from '../../shared/calls/call-failed.ts';
import { problemWords } from '../../shared/calls/problem-words.ts';
import { sayDone, sayFailed } from '../../shared/feedback/toasts.ts';
import { useWords } from '../../shared/i18n/use-words.ts';
import { queryKeys } from '../../shared/query-keys.ts';
import type { Edit, FieldEdit } from './edits.ts';

/** An edit that was refused, since somebody changed the same field meanwhile. */
export interface Conflict {
  readonly edit: Edit;
  readonly news: readonly NewsItem[];
}

interface Act {
  readonly edit: Edit;
  /** Whatever anybody did meanwhile. */
  readonly anyway?: boolean;
}

/**
 * Edits of a ticket's fields. Each shows at once and can be taken back in the corner. One that somebody was ahead of is kept
 * as `conflict` until its author has decided.
 */
export function useTicketEdits({ ticketId, revision }: Pick<TicketView, 'ticketId' | 'revision'>) {
  const client = useQueryClient();
  const { t } = useWords();
  const [conflict, setConflict] = useState<Conflict | null>(null);
  /** What this page itself did to a field since it read the ticket is no news to it. */
  const own = useRef(new Map<FieldEdit['field'], number>());
  const place = queryKeys.ticketView(ticketId);
  const show = (shows: Partial<TicketView>) =>
    client.setQueryData<TicketView>(place, (ticket) => ticket && { ...ticket, ...shows });
  const send = async ({ field, body }: FieldEdit, seen: number | undefined) => {
    const receipt = await callApi({
      ...{ method: field === 'tags' ? 'PATCH' : 'PUT', path: `/tickets/${ticketId}/${field}`, reply: ticketReceipt },
      body: { ...body, ...(seen !== undefined && { revision: seen }) },
      idempotencyKey: newIdempotencyKey(),
    });
    own.current.set(field, receipt.revision);
    return receipt;
  };
  const settle = () => void client.invalidateQueries({ queryKey: queryKeys.ticket(ticketId) });
  const takeBack = useMutation({
    async mutationFn({ back }: Edit) {
      for (const step of back) {
        show(step.shows);
        await send(step, own.current.get(step.field));
      }
    },
    onError: (error) => sayFailed(problemWords(asCallFailed(error), t)),
    onSettled: settle,
  });
  const change = useMutation({
    mutationFn: ({ edit, anyway = false }: Act) =>
      send(edit, anyway ? undefined : Math.max(revision, own.current.get(edit.field) ?? 0)),
    async onMutate({ edit }) {
      setConflict(null);
      await client.cancelQueries({ queryKey: place });
      const before = client.getQueryData<TicketView>(place);
      show(edit.shows);
      return { before };
    },
    onSuccess: (_, { edit }) => sayDone(edit.icon, edit.done, () => takeBack.mutate(edit)),
    onError(error, { edit }, context) {
      if (context?.before) client.setQueryData(place, context.before);
      const failed = asCallFailed(error);
      if (failed.code === 'stale') setConflict({ edit, news: failed.details.news ?? [] });
      else sayFailed(problemWords(failed, t));
    },
    // Not waited for: an act is over when it is done, however long it takes to read what has become of the ticket.
    onSettled: settle,
  });
  return {
    conflict,
    change: (edit: Edit) => change.mutate({ edit }),
    changeAnyway: (edit: Edit) => change.mutate({ edit, anyway: true }),
    forgetConflict: () => setConflict(null),
  };
}
