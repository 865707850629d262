import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { asCallFailed } from '../../shared/calls/call-failed.ts';
import { ErrorState } from '../../shared/feedback/error-state.tsx';
import { Icon } from '../../shared/icon/icon.tsx';
import { useWords } from '../../shared/i18n/use-words.ts';
import { MessageSkeleton } from '../../shared/skeleton/message-skeleton.tsx';
import { mailPath, type MailListName } from '../mail-lists.ts';

interface MailPaneProps {
  readonly list: MailListName;
  /** Undefined: the mail is on its way. */
  readonly subject?: string | null;
  /** How it stands. */
  readonly state?: ReactNode;
  /** What can be done with it: buttons. */
  readonly acts?: ReactNode;
  readonly children: ReactNode;
}

/** One mail beside its list: its subject, how it stands, what can be done, and all that is known of it. */
export function MailPane({ list, subject, state, acts, children }: MailPaneProps) {
  const { t } = useWords();
  return (
    <main id="content" className="mail-pane" tabIndex={-1} data-fills-phone>
      <header className="mail-head">
        <Link className="btn quiet icon only-phone" to={mailPath(list)} aria-label={t('mail.back')}>
          <Icon name="left" />
        </Link>
        {subject !== undefined && (
          <h1 className="cut" title={subject ?? undefined}>
            {subject ?? t('mail.noSubject')}
          </h1>
        )}
        <span className="grow" />
        {acts}
      </header>
      {/* Scrolled by keyboard, so it can be reached by keyboard. */}
      <div className="mail-body scroll" role="group" aria-label={t('shell.mail')} tabIndex={0}>
        {state !== undefined && <div className="mail-state">{state}</div>}
        {children}
      </div>
    </main>
  );
}

interface AbsentMailProps {
  readonly list: MailListName;
  readonly error: Error | null;
  readonly onRetry: () => void;
}

/** A mail that is on its way, or that is not to be had. */
export function AbsentMail({ list, error, onRetry }: AbsentMailProps) {
  const { t } = useWords();
  return (
    <MailPane list={list}>
      {error ? (
        <ErrorState title={t('mail.notLoaded')} failure={asCallFailed(error)} onRetry={onRetry} />
      ) : (
        <MessageSkeleton />
      )}
    </MailPane>
  );
}
