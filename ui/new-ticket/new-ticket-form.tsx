import { useRef, useState, type KeyboardEvent, type SubmitEvent } from 'react';
import { useNavigate } from 'react-router';
import { canSee } from '#domain/permissions/ticket';
import { useViewer } from '../session/session.ts';
import { Button } from '../shared/button/button.tsx';
import { newIdempotencyKey } from '../shared/calls/call-api.ts';
import { asCallFailed, type CallFailed } from '../shared/calls/call-failed.ts';
import { problemWords } from '../shared/calls/problem-words.ts';
import { Banner } from '../shared/feedback/banner.tsx';
import { sayDone } from '../shared/feedback/toasts.ts';
import { focusOn } from '../shared/form/fields-of.ts';
import { formatShortInstant } from '../shared/format/format-instant.ts';
import { useWords } from '../shared/i18n/use-words.ts';
import { useAtNow } from '../shared/time/at-now.ts';
import { isWritten, type TicketDraft } from './draft.ts';
import { FIELDS, faultsOf, judgeDraft, type Faults } from './judge-draft.ts';
import { PropertyFields } from './property-fields.tsx';
import { useCreateTicket, type CreatedTicket } from './use-create-ticket.ts';
import { useKeptDraft } from './use-kept-draft.ts';
import { WhatWasSaid } from './what-was-said.tsx';

/** The form of a new ticket. What was typed stays until it is a ticket. */
export function NewTicketForm() {
  const { t, locale } = useWords();
  const { draft, savedAt, change, clear } = useKeptDraft();
  const form = useRef<HTMLFormElement>(null);
  const [faults, setFaults] = useState<Faults>({});
  const goOn = useGoOn();
  const create = useCreateTicket((customer) => change({ requester: { kind: 'known', customer } }));
  const failure = create.error === null ? null : asCallFailed(create.error);

  const submit = (event?: SubmitEvent) => {
    event?.preventDefault();
    if (create.isPending) return;
    const found = judgeDraft(draft, t, locale);
    showFaults(found);
    if (Object.keys(found).length > 0) return;
    create.mutate(draft, {
      onSuccess(created) {
        clear();
        goOn(draft, created);
      },
      onError(error) {
        const { code, details } = asCallFailed(error);
        showFaults(faultsOf(details.errors ?? []));
        // The key did its work; whoever sends this again knows what they do.
        if (code === 'idempotency_key_reused') change({ idempotencyKey: newIdempotencyKey() });
      },
    });
  };
  const showFaults = (found: Faults) => {
    setFaults(found);
    const first = FIELDS.find((field) => found[field] !== undefined);
    if (first !== undefined && form.current) focusOn(form.current, first);
  };
  const edit = (edited: Partial<TicketDraft>) => {
    change(edited);
    if (Object.keys(faults).length > 0) setFaults({});
  };
  const discard = () => {
    const before = clear();
    setFaults({});
    create.reset();
    sayDone('x', t('newTicket.discarded'), () => change(before));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit();
  };
  return (
    <form ref={form} noValidate onSubmit={submit} onKeyDown={onKeyDown}>
      <header className="new-ticket-head">
        <h1>{t('newTicket.title')}</h1>
        <p className="sm soft">{t('newTicket.intro')}</p>
      </header>
      <div className="new-ticket-fields">
        {failure && Object.keys(faults).length === 0 && <Refused failure={failure} />}
        <WhatWasSaid draft={draft} onChange={edit} faults={faults} />
        <section className="of-properties" aria-label={t('ticket.properties')}>
          <PropertyFields draft={draft} onChange={edit} faults={faults} />
        </section>
      </div>
      <footer className="new-ticket-acts">
        <Button kind="primary" type="submit" keys="Ctrl ↵" isBusy={create.isPending}>
          {create.isPending ? t('newTicket.creating') : t('newTicket.create')}
        </Button>
        {isWritten(draft) && (
          <Button kind="quiet" onClick={discard}>
            {t('newTicket.discard')}
          </Button>
        )}
        <Saved at={savedAt} />
      </footer>
    </form>
  );
}

/** To the ticket; or, if whoever wrote it may not see it, to the list, and said so. */
function useGoOn() {
  const { t } = useWords();
  const { staffId: id, role, teamIds } = useViewer();
  const navigate = useNavigate();
  return ({ teamId, assigneeId }: TicketDraft, { number, requester }: CreatedTicket) => {
    const scope = { teamId, assigneeId, requesterId: requester.id, isDeleted: false, isSpam: false };
    if (canSee({ kind: 'staff', id, role, teamIds }, scope)) {
      sayDone('check', t('newTicket.created', { number, name: requester.name }));
      void navigate(`/tickets/open/${String(number)}`, { replace: true });
    } else {
      sayDone('check', t('newTicket.createdElsewhere', { number }));
      void navigate('/tickets/open', { replace: true });
    }
  };
}

function Refused({ failure }: { readonly failure: CallFailed }) {
  const { t } = useWords();
  const why = failure.code === 'idempotency_key_reused' ? t('newTicket.doneBefore') : problemWords(failure, t);
  return (
    <Banner tone="late" icon="alert" role="alert" headline={t('newTicket.notCreated')}>
      {why} {t('newTicket.kept')}
    </Banner>
  );
}

function Saved({ at }: { readonly at: number | null }) {
  const { t, locale } = useWords();
  const words = useAtNow((now) =>
    at === null ? '' : t('thread.draftSaved', { at: formatShortInstant(at, now, locale) }),
  );
  return <span className="sm faint num">{words}</span>;
}
