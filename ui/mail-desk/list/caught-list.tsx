import type { CaughtMail } from '#domain/contracts/mail-desk';
import { Banner } from '../../shared/feedback/banner.tsx';
import { formatBytes } from '../../shared/format/format-number.ts';
import { useWords, type Words } from '../../shared/i18n/use-words.ts';
import { useCaughtMail } from '../data/use-caught-mail.ts';
import { MailList } from './mail-list.tsx';
import type { MailRowContent } from './mail-row.tsx';

/** What would have gone out, had there been a mail server to take it. */
export function CaughtList({ open }: { readonly open: string | null }) {
  const words = useWords();
  const { t } = words;
  const asked = useCaughtMail();
  const isCatching = asked.data?.pages[0]?.catchingSince !== null;
  return (
    <MailList
      list="caught"
      mails={asked.data?.pages.flatMap(({ mails }) => mails.map((mail) => rowOf(mail, words)))}
      asked={asked}
      open={open}
      notice={
        asked.data && (
          <div className="mail-notice">
            <Banner
              tone="warn"
              icon="inbox"
              role="status"
              headline={isCatching ? t('mail.caughtNow') : t('mail.caughtBefore')}
            >
              {isCatching ? t('mail.caughtNowHint') : t('mail.caughtBeforeHint')}
            </Banner>
          </div>
        )
      }
    />
  );
}

function rowOf({ id, subject, to, envelopeTo, caughtAt, size }: CaughtMail, { locale }: Words): MailRowContent {
  return {
    ...{ id: String(id), subject, who: to ?? envelopeTo.join(', '), at: Date.parse(caughtAt) },
    about: [formatBytes(size, locale)],
  };
}
