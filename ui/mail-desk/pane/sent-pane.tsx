import { outgoingMail, type OutgoingMail } from '#domain/contracts/mail-desk';
import { useState } from 'react';
import { Button } from '../../shared/button/button.tsx';
import { useWords } from '../../shared/i18n/use-words.ts';
import { Instant } from '../../shared/time/instant.tsx';
import { useMail } from '../data/use-mail.ts';
import { SentState } from '../sent-state.tsx';
import { stateOf } from '../states.ts';
import { MailFacts, TicketOfMail, writeAddress, type MailFact } from './mail-facts.tsx';
import { AbsentMail, MailPane } from './mail-pane.tsx';
import { SettleDialog, type SettleAct } from './settle-dialog.tsx';

/** A mail of ours: how it stands, what the mail server said, and the ways on where nobody knows whether it arrived. */
export function SentPane({ mailId }: { readonly mailId: string }) {
  const { data, error, refetch } = useMail(`outgoing/${mailId}`, outgoingMail);
  if (!data) return <AbsentMail list="sent" error={error} onRetry={() => void refetch()} />;
  return <Sent mail={data} />;
}

function Sent({ mail }: { readonly mail: OutgoingMail }) {
  const { t } = useWords();
  const [asks, setAsks] = useState<SettleAct | null>(null);
  return (
    <MailPane
      list="sent"
      subject={mail.subject}
      state={
        <>
          <SentState mail={mail} />
          <p className="sm soft">{t(`mail.sentHint.${stateOf(mail)}`)}</p>
        </>
      }
      acts={
        <>
          {mail.maySayArrived && (
            <Button icon="check" onClick={() => setAsks('arrived')}>
              {t('mail.arrived')}
            </Button>
          )}
          {mail.mayResend && (
            <Button icon="retry" onClick={() => setAsks('resend')}>
              {t('mail.resend')}
            </Button>
          )}
        </>
      }
    >
      <Facts mail={mail} />
      <SettleDialog mail={mail} act={asks} onClose={() => setAsks(null)} />
    </MailPane>
  );
}

function Facts({ mail }: { readonly mail: OutgoingMail }) {
  const { t } = useWords();
  const { to, cc, from, kind, isAutomatic, ticket, createdAt, attempt, nextAttemptAt, endedAt, lastAnswer } = mail;
  const when = (name: string, at: string | null): MailFact | null =>
    at === null ? null : [name, <Instant key={name} at={Date.parse(at)} />];
  const ofKind = t(`mail.kind.${kind}`);
  return (
    <MailFacts
      facts={[
        [t('mail.field.to'), to.join(', ')],
        cc.length === 0 ? null : [t('mail.field.cc'), cc.join(', ')],
        [t('mail.field.from'), writeAddress(from.name, from.address)],
        [t('mail.field.kind'), isAutomatic ? `${ofKind}, ${t('mail.automatic')}` : ofKind],
        [t('mail.field.ticket'), <TicketOfMail key="ticket" ticket={ticket} />],
        when(t('mail.field.written'), createdAt),
        [
          t('mail.field.attempts'),
          <span className="num" key="attempts">
            {attempt}
          </span>,
        ],
        when(t('mail.field.nextTry'), mail.state === 'queued' ? nextAttemptAt : null),
        when(t('mail.field.ended'), endedAt),
        [
          t('mail.field.lastAnswer'),
          lastAnswer === null ? <span className="faint">{t('mail.noAnswer')}</span> : <code>{lastAnswer}</code>,
        ],
      ]}
    />
  );
}
