import { incomingMail, type IncomingMail } from '#domain/contracts/mail-desk';
import { Button } from '../../shared/button/button.tsx';
import { formatBytes } from '../../shared/format/format-number.ts';
import { useWords } from '../../shared/i18n/use-words.ts';
import { StateWords } from '../../shared/state/state-words.tsx';
import { Instant } from '../../shared/time/instant.tsx';
import { useMailActs } from '../data/use-mail-acts.ts';
import { useMail } from '../data/use-mail.ts';
import { classWords, reasonWords, signWords } from '../reason-words.ts';
import { RECEIVED_LOOKS } from '../states.ts';
import { MailFacts, TicketOfMail, writeAddress } from './mail-facts.tsx';
import { AbsentMail, MailPane } from './mail-pane.tsx';

/** A mail that came in: what became of it and why. Its text stands on its ticket. */
export function ReceivedPane({ mailId }: { readonly mailId: string }) {
  const { data, error, refetch } = useMail(`incoming/${mailId}`, incomingMail);
  if (!data) return <AbsentMail list="received" error={error} onRetry={() => void refetch()} />;
  return <Received mail={data} />;
}

function Received({ mail }: { readonly mail: IncomingMail }) {
  const { t } = useWords();
  const { mailId, subject, state, reason, mayRetry } = mail;
  const { retry } = useMailActs(mailId);
  return (
    <MailPane
      list="received"
      subject={subject === '' ? null : subject}
      state={
        <>
          <StateWords {...RECEIVED_LOOKS[state]} words={t(`mail.received.${state}`)} />
          <p className="sm soft">
            {t(`mail.receivedHint.${state}`)}
            {reason !== null && <> {reasonWords(reason, t)}.</>}
          </p>
        </>
      }
      acts={
        mayRetry && (
          <Button icon="retry" isBusy={retry.isPending} onClick={() => retry.mutate()}>
            {t('mail.retry')}
          </Button>
        )
      }
    >
      <Facts mail={mail} />
    </MailPane>
  );
}

function Facts({ mail }: { readonly mail: IncomingMail }) {
  const { t, locale } = useWords();
  const { from, envelopeFrom, mailbox, ticket, receivedAt, processedAt, size, classReason, attempts } = mail;
  return (
    <MailFacts
      facts={[
        from.address === null || from.address === ''
          ? null
          : [t('mail.field.from'), writeAddress(from.name, from.address)],
        [t('mail.field.envelopeFrom'), envelopeFrom ?? t('mail.nullSender')],
        [t('mail.field.to'), mailbox],
        [t('mail.field.ticket'), <TicketOfMail key="ticket" ticket={ticket} />],
        [t('mail.field.receivedAt'), <Instant key="received" at={Date.parse(receivedAt)} />],
        processedAt === null
          ? null
          : [t('mail.field.processedAt'), <Instant key="processed" at={Date.parse(processedAt)} />],
        [
          t('mail.field.size'),
          <span className="num" key="size">
            {formatBytes(size, locale)}
          </span>,
        ],
        mail.class === null ? null : [t('mail.field.kind'), classWords(mail.class, t)],
        classReason === null ? null : [t('mail.field.told'), signWords(classReason, t)],
        [
          t('mail.field.attempts'),
          <span className="num" key="attempts">
            {attempts}
          </span>,
        ],
      ]}
    />
  );
}
