import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useWords } from '../shared/i18n/use-words.ts';
import { Mark } from '../shared/mark.tsx';
import { usePageTitle } from '../shared/page-title.ts';
import { LanguageMenu } from './language-menu.tsx';
import './session-page.css';

interface DoorProps {
  readonly title: string;
  readonly intro?: ReactNode;
  /** Room for more than a name and a password. */
  readonly isWide?: boolean;
  /** What stands at the foot of the page; unless told, the ways on for whoever has no account. */
  readonly foot?: ReactNode;
  readonly children: ReactNode;
}

/** The frame of the pages before the product: signing in, choosing a password, asking for help. */
export function Door({ title, intro, isWide = false, foot, children }: DoorProps) {
  const { t } = useWords();
  usePageTitle(title);
  return (
    <div className={isWide ? 'door wide' : 'door'}>
      <header className="door-top">
        <Mark />
        {t('shell.product')}
        <span className="choices">
          <LanguageMenu />
        </span>
      </header>
      <main id="content" tabIndex={-1}>
        <div className="door-card">
          <div className="intro">
            <h1>{title}</h1>
            {intro !== undefined && <p className="soft">{intro}</p>}
          </div>
          {children}
        </div>
      </main>
      <footer className="door-foot">
        {foot ?? (
          <>
            <Link className="link" to="/help">
              {t('signIn.helpLink')}
            </Link>
            <Link className="link" to="/system">
              {t('signIn.systemLink')}
            </Link>
          </>
        )}
      </footer>
    </div>
  );
}
