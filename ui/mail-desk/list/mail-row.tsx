import { useRef, type MouseEvent, type ReactNode } from 'react';
import { Link } from 'react-router';
import { useWords } from '../../shared/i18n/use-words.ts';
import { Instant } from '../../shared/time/instant.tsx';
import '../mail-page.css';

/** A mail as its line in a list says it. */
export interface MailRowContent {
  readonly id: string;
  /** Null: it names none. */
  readonly subject: string | null;
  /** To whom it went, or from whom it came. */
  readonly who: string;
  /** What else is worth a word: its kind, its ticket, why it was put aside. */
  readonly about: readonly string[];
  readonly state?: ReactNode;
  /** ms */
  readonly at: number;
}

interface MailRowProps {
  readonly mail: MailRowContent;
  readonly to: string;
  readonly isOpen: boolean;
}

/** A mail in a list: in two lines, at full width in one. */
export function MailRow({ mail: { subject, who, about, state, at }, to, isOpen }: MailRowProps) {
  const { t } = useWords();
  const link = useRef<HTMLAnchorElement>(null);
  const openFromAnywhere = ({ target }: MouseEvent) => {
    if (target instanceof Element && target.closest('a') === null) link.current?.click();
  };
  return (
    <li className="mail-row" aria-current={isOpen || undefined} onClick={openFromAnywhere}>
      <Link ref={link} className="subject cut" to={to}>
        {subject ?? <span className="faint">{t('mail.noSubject')}</span>}
      </Link>
      <span className="how">{state}</span>
      <span className="who cut">{who}</span>
      <span className="about cut">{about.join(' · ')}</span>
      <Instant at={at} />
    </li>
  );
}
