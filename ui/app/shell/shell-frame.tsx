import type { ReactNode } from 'react';
import type { Viewer } from '#domain/contracts/session';
import { ConnectionBanner } from '../../shared/feedback/connection-banner.tsx';
import { useWords } from '../../shared/i18n/use-words.ts';
import './rail.css';
import { Rail, type ViewCounts } from './rail.tsx';
import { Tabs } from './tabs.tsx';
import type { Loss } from './use-connection.ts';

interface ShellFrameProps {
  readonly who: Viewer;
  readonly counts: ViewCounts;
  /** Of how many tickets one was told something that is unread. */
  readonly unread: number;
  readonly loss: Loss | null;
  readonly onTryNow: () => void;
  /** What else is to be known on every page. */
  readonly banner?: ReactNode;
  /** The page: one `main` in it, and its `h1`. */
  readonly children: ReactNode;
}

/** What is around every page: rail or tabs, and what is the matter with the connection. */
export function ShellFrame({ who, counts, unread, loss, onTryNow, banner, children }: ShellFrameProps) {
  const { t } = useWords();
  return (
    <div className="shell">
      <a className="btn skip" href="#content">
        {t('shell.skip')}
      </a>
      <Rail who={who} counts={counts} unread={unread} />
      {loss ? (
        <div className="shell-banner">
          <ConnectionBanner lost={loss.lost} since={loss.since} onTryNow={onTryNow} />
        </div>
      ) : (
        banner
      )}
      <div className="shell-page">{children}</div>
      <Tabs who={who} counts={counts} />
    </div>
  );
}
