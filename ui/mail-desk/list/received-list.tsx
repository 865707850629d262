import { incomingMails, type IncomingMail } from '#domain/contracts/mail-desk';
import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useWords } from '../../shared/i18n/use-words.ts';
import { StateWords } from '../../shared/state/state-words.tsx';
import { useMailPages } from '../data/use-mail-pages.ts';
import { reasonWords } from '../reason-words.ts';
import { RECEIVED_LOOKS } from '../states.ts';
import { MailList } from './mail-list.tsx';
import type { MailRowContent } from './mail-row.tsx';
import { StateFilter } from './state-filter.tsx';

type State = IncomingMail['state'];
const states = ['received', 'processed', 'ignored', 'quarantined'] as const satisfies readonly State[];

/** What came in, and what became of it. */
export function ReceivedList({ open }: { readonly open: string | null }) {
  const { t } = useWords();
  const [state, setState] = useState<State | null>(null);
  const asked = useMailPages('incoming', state === null ? {} : { state }, incomingMails);
  return (
    <MailList
      list="received"
      mails={asked.data?.pages.flatMap(({ mails }) => mails.map((mail) => rowOf(mail, t)))}
      asked={asked}
      open={open}
      filter={
        <StateFilter
          states={states.map((value) => ({ value, words: t(`mail.received.${value}`) }))}
          state={state}
          onChange={setState}
        />
      }
      {...(state !== null && { onShowAll: () => setState(null) })}
    />
  );
}

function rowOf(mail: IncomingMail, t: TFunction): MailRowContent {
  const { mailId, subject, from, envelopeFrom, receivedAt, ticket, reason, state } = mail;
  return {
    ...{ id: mailId, subject: subject === '' ? null : subject, at: Date.parse(receivedAt) },
    who: firstWords(from.name, from.address, envelopeFrom) ?? t('mail.nullSender'),
    about: [...(ticket ? [`#${String(ticket.number)}`] : []), ...(reason === null ? [] : [reasonWords(reason, t)])],
    state: <StateWords {...RECEIVED_LOOKS[state]} words={t(`mail.received.${state}`)} isAtEnd />,
  };
}

const firstWords = (...texts: readonly (string | null)[]) => texts.find((text) => text !== null && text !== '');
