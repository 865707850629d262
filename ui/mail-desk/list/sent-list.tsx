import { outgoingMails, type OutgoingMail } from '#domain/contracts/mail-desk';
import { LEDGER_STATES, type LedgerState } from '#domain/mail/ledger';
import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useWords } from '../../shared/i18n/use-words.ts';
import { useMailPages } from '../data/use-mail-pages.ts';
import { SentState } from '../sent-state.tsx';
import { MailList } from './mail-list.tsx';
import type { MailRowContent } from './mail-row.tsx';
import { StateFilter } from './state-filter.tsx';

/** Between the two a person sees no difference. */
const states = LEDGER_STATES.filter((state) => state !== 'data');

/** What went out, or is about to: the send ledger. */
export function SentList({ open }: { readonly open: string | null }) {
  const { t } = useWords();
  const [state, setState] = useState<LedgerState | null>(null);
  const asked = useMailPages('outgoing', state === null ? {} : { state }, outgoingMails);
  return (
    <MailList
      list="sent"
      mails={asked.data?.pages.flatMap(({ mails }) => mails.map((mail) => rowOf(mail, t)))}
      asked={asked}
      open={open}
      filter={
        <StateFilter
          states={states.map((value) => ({ value, words: t(`mail.sent.${value}`) }))}
          state={state}
          onChange={setState}
        />
      }
      {...(state !== null && { onShowAll: () => setState(null) })}
    />
  );
}

function rowOf(mail: OutgoingMail, t: TFunction): MailRowContent {
  const { mailId, subject, to, kind, ticket, createdAt } = mail;
  return {
    ...{ id: mailId, subject, who: to.join(', '), at: Date.parse(createdAt) },
    about: [...(ticket ? [`#${String(ticket.number)}`] : []), t(`mail.kind.${kind}`)],
    state: <SentState mail={mail} isAtEnd />,
  };
}
