import { useEffect, useEffectEvent, useRef } from 'react';
import { Button } from '../../shared/button/button.tsx';
import { useWords } from '../../shared/i18n/use-words.ts';
import { useKeys } from '../../shared/keys/use-keys.ts';
import { mailPath, type MailListName } from '../mail-lists.ts';
import { MailRow, type MailRowContent } from './mail-row.tsx';

/** Rows of a list, and the way to older ones. */
export interface MailRowsProps {
  readonly list: MailListName;
  readonly mails: readonly MailRowContent[];
  /** The one that is open beside the list. */
  readonly open: string | null;
  /** Null: there are no older ones. */
  readonly older: { readonly isComing: boolean; readonly show: () => void } | null;
}

/** The mails of a list. J and K go down and up; older ones come when the end comes into sight. */
export function MailRows({ list, mails, open, older }: MailRowsProps) {
  const { t } = useWords();
  const rows = useRef<HTMLUListElement>(null);
  const move = (by: number) => {
    const links = [...(rows.current?.querySelectorAll<HTMLElement>('a.subject') ?? [])];
    const focused = links.findIndex((link) => link === document.activeElement);
    const at = focused === -1 ? mails.findIndex(({ id }) => id === open) : focused;
    links[Math.min(links.length - 1, Math.max(0, at + by))]?.focus();
  };
  useKeys({ j: () => move(1), k: () => move(-1) });
  return (
    <div className="rows scroll mail-rows">
      <Heads isOfSent={list === 'sent'} />
      <ul ref={rows} aria-label={t(`mail.title.${list}`)}>
        {mails.map((mail) => (
          <MailRow key={mail.id} mail={mail} to={mailPath(list, mail.id)} isOpen={mail.id === open} />
        ))}
      </ul>
      {older && <Older {...older} />}
    </div>
  );
}

/** What the columns are, where there are some; whoever hears the rows needs no heads. */
function Heads({ isOfSent }: { readonly isOfSent: boolean }) {
  const { t } = useWords();
  return (
    <div className="mail-heads" aria-hidden="true">
      <span>{t('ticket.field.subject')}</span>
      <span>{isOfSent ? t('mail.field.to') : t('mail.field.from')}</span>
      <span>{t('mail.field.about')}</span>
      <span>{t('mail.state')}</span>
      <span>{t('mail.field.time')}</span>
    </div>
  );
}

/** Asks for older mail when it comes into sight, or when it is pressed. */
function Older({ isComing, show }: NonNullable<MailRowsProps['older']>) {
  const { t } = useWords();
  const end = useRef<HTMLDivElement>(null);
  const onSeen = useEffectEvent(show);
  useEffect(() => {
    if (isComing || !end.current) return undefined;
    const observer = new IntersectionObserver(([entry]) => {
      if (entry?.isIntersecting === true) onSeen();
    });
    observer.observe(end.current);
    return () => observer.disconnect();
  }, [isComing]);
  return (
    <div ref={end} className="older">
      <Button kind="quiet" isBusy={isComing} onClick={show}>
        {isComing ? t('mail.loadingOlder') : t('mail.older')}
      </Button>
    </div>
  );
}
