import { useRef, type KeyboardEvent } from 'react';
import { Button } from '../shared/button/button.tsx';
import type { CallFailed } from '../shared/calls/call-failed.ts';
import { problemWords } from '../shared/calls/problem-words.ts';
import { Banner } from '../shared/feedback/banner.tsx';
import { focusOn } from '../shared/form/fields-of.ts';
import { formatShortInstant } from '../shared/format/format-instant.ts';
import { useWords } from '../shared/i18n/use-words.ts';
import { useAtNow } from '../shared/time/at-now.ts';
import { isWritten } from './draft.ts';
import { FIELDS, type Faults, type FieldName } from './judge-draft.ts';
import { OwnFields } from './own-fields.tsx';
import { PropertyFields } from './property-fields.tsx';
import { useNewTicket } from './use-new-ticket.ts';
import { WhatWasSaid } from './what-was-said.tsx';

/** The form of a new ticket. What was typed stays until it is a ticket. */
export function NewTicketForm() {
  const { t } = useWords();
  const form = useRef<HTMLFormElement>(null);
  const goToFirst = (faults: Faults) => {
    const first = FIELDS.find((field) => faults[field] !== undefined);
    if (first !== undefined && form.current) focusOn(form.current, first);
  };
  // Once the page shows it.
  const goTo = (field: FieldName) => requestAnimationFrame(() => form.current && focusOn(form.current, field));
  const { draft, savedAt, faults, failure, isCreating, edit, create, discard } = useNewTicket(goToFirst);
  const onKeyDown = (event: KeyboardEvent) => {
    // Afterwards: what was typed into the field with the cursor is in the draft then.
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) setTimeout(() => form.current?.requestSubmit());
  };
  return (
    <form
      ref={form}
      noValidate
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault();
        create();
      }}
    >
      <header className="new-ticket-head">
        <h1>{t('newTicket.title')}</h1>
        <p className="sm soft">{t('newTicket.intro')}</p>
      </header>
      <div className="new-ticket-fields">
        {failure && <Refused failure={failure} />}
        <WhatWasSaid draft={draft} onChange={edit} faults={faults} onGoTo={goTo} />
        <section className="of-properties" aria-label={t('ticket.properties')}>
          <PropertyFields draft={draft} onChange={edit} faults={faults} />
          <OwnFields draft={draft} onChange={edit} fault={faults.fields} />
        </section>
      </div>
      <footer className="new-ticket-acts">
        <Button kind="primary" type="submit" keys="Ctrl ↵" isBusy={isCreating}>
          {isCreating ? t('newTicket.creating') : t('newTicket.create')}
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
