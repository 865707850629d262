import { readCaughtMail, type ReadCaughtMail } from '#domain/contracts/mail-desk';
import { AttachmentList } from '../../shared/attachments/attachment-list.tsx';
import { apiOrigin } from '../../shared/calls/api-origin.ts';
import { Icon } from '../../shared/icon/icon.tsx';
import { formatBytes } from '../../shared/format/format-number.ts';
import { useWords } from '../../shared/i18n/use-words.ts';
import { MessageText } from '../../shared/message/message-text.tsx';
import { Instant } from '../../shared/time/instant.tsx';
import { useMail } from '../data/use-mail.ts';
import { MailFacts } from './mail-facts.tsx';
import { AbsentMail, MailPane } from './mail-pane.tsx';

/** A mail that was caught, to be read. */
export function CaughtPane({ mailId }: { readonly mailId: string }) {
  const { data, error, refetch } = useMail(`caught/${mailId}`, readCaughtMail, { stays: true });
  if (!data) return <AbsentMail list="caught" error={error} onRetry={() => void refetch()} />;
  return <Caught mail={data} />;
}

function Caught({ mail }: { readonly mail: ReadCaughtMail }) {
  const { t } = useWords();
  const { id, subject, text, attachments } = mail;
  return (
    <MailPane
      list="caught"
      subject={subject}
      acts={
        <a className="btn" href={`${apiOrigin}/api/mail/caught/${String(id)}/raw`} download>
          <Icon name="doc" />
          {t('mail.saveRaw')}
        </a>
      }
    >
      <Facts mail={mail} />
      <section className="mail-text" aria-label={t('mail.text')}>
        {text.trim() === '' ? <p className="soft">{t('mail.noText')}</p> : <MessageText text={text.trim()} />}
        <AttachmentList
          attachments={attachments.map(({ name, mediaType, size }, at) => ({
            ...{ id: String(at), name: name ?? t('mail.unnamedFile'), type: mediaType, bytes: size, href: null },
          }))}
        />
      </section>
    </MailPane>
  );
}

function Facts({ mail }: { readonly mail: ReadCaughtMail }) {
  const { t, locale } = useWords();
  const { from, to, envelopeFrom, envelopeTo, date, caughtAt, size } = mail;
  return (
    <MailFacts
      facts={[
        [t('mail.field.from'), from ?? t('mail.nullSender')],
        [t('mail.field.to'), to ?? ''],
        [t('mail.field.envelopeTo'), envelopeTo.join(', ')],
        [t('mail.field.envelopeFrom'), envelopeFrom ?? t('mail.nullSender')],
        date === null ? null : [t('mail.field.dated'), <Instant key="date" at={Date.parse(date)} />],
        [t('mail.field.caught'), <Instant key="caught" at={Date.parse(caughtAt)} />],
        [
          t('mail.field.size'),
          <span className="num" key="size">
            {formatBytes(size, locale)}
          </span>,
        ],
      ]}
    />
  );
}
