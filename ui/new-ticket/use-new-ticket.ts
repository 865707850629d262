import { useState } from 'react';
import { useNavigate } from 'react-router';
import { canSee } from '#domain/permissions/ticket';
import { actorOf } from '../session/actor-of.ts';
import { useViewer } from '../session/session.ts';
import { newIdempotencyKey } from '../shared/calls/call-api.ts';
import { asCallFailed, type CallFailed } from '../shared/calls/call-failed.ts';
import { sayDone } from '../shared/feedback/toasts.ts';
import { useWords } from '../shared/i18n/use-words.ts';
import type { TicketDraft } from './draft.ts';
import { faultsOf, judgeDraft, type Faults } from './judge-draft.ts';
import { useCreateTicket, type CreatedTicket } from './use-create-ticket.ts';
import { useKeptDraft } from './use-kept-draft.ts';

/**
 * A ticket that is being written down: what is there, what is wrong with it, and what can be done.
 *
 * @param onFaults hears what is wrong when it was to be created
 */
export function useNewTicket(onFaults: (faults: Faults) => void) {
  const { t, locale } = useWords();
  const { draft, savedAt, change, clear } = useKeptDraft();
  const [faults, setFaults] = useState<Faults>({});
  const [failure, setFailure] = useState<CallFailed | null>(null);
  const goOn = useGoOn();
  const create = useCreateTicket((customer) => change({ requester: { kind: 'known', customer } }));
  const show = (found: Faults) => {
    setFaults(found);
    onFaults(found);
  };
  return {
    ...{ draft, savedAt, faults, isCreating: create.isPending },
    /** Why it was not created, where that is nothing of a field. */
    failure,
    edit: (edited: Partial<TicketDraft>) => {
      change(edited);
      setFaults((before) => withoutThoseOf(edited, before));
    },
    create: () => {
      if (create.isPending) return;
      setFailure(null);
      const found = judgeDraft(draft, t, locale);
      show(found);
      if (Object.keys(found).length > 0) return;
      create.mutate(draft, {
        onSuccess(created) {
          clear();
          goOn(draft, created);
        },
        onError(error) {
          const failed = asCallFailed(error);
          const refused = faultsOf(failed.details.errors ?? []);
          show(refused);
          if (Object.keys(refused).length === 0) setFailure(failed);
          // The key did its work; whoever sends this again was told that there may be a ticket.
          if (failed.code === 'idempotency_key_reused') change({ idempotencyKey: newIdempotencyKey() });
        },
      });
    },
    discard: () => {
      const before = clear();
      setFaults({});
      setFailure(null);
      sayDone('x', t('newTicket.discarded'), () => change(before));
    },
  };
}

/** What is wrong with a field is not told any longer once somebody changes it; the others wait for their turn. */
function withoutThoseOf(edited: Partial<TicketDraft>, faults: Faults): Faults {
  const fields = new Set([...Object.keys(edited), ...('requester' in edited ? ['name', 'email'] : [])]);
  return Object.fromEntries(Object.entries(faults).filter(([field]) => !fields.has(field)));
}

/** To the ticket; or, if whoever wrote it may not see it, to the list, and said so. */
function useGoOn() {
  const { t } = useWords();
  const viewer = useViewer();
  const navigate = useNavigate();
  return ({ teamId, assigneeId }: TicketDraft, { number, requester }: CreatedTicket) => {
    const scope = {
      teamId,
      assigneeId,
      requesterId: requester.id,
      organisationId: null,
      isDeleted: false,
      isSpam: false,
    };
    if (canSee(actorOf(viewer), scope)) {
      sayDone('check', t('newTicket.created', { number, name: requester.name }));
      void navigate(`/tickets/open/${String(number)}`, { replace: true });
    } else {
      sayDone('check', t('newTicket.createdElsewhere', { number }));
      void navigate('/tickets/open', { replace: true });
    }
  };
}
