import { Link, NavLink } from 'react-router';
import type { Viewer } from '#domain/contracts/session';
import { Icon } from '../../shared/icon/icon.tsx';
import { useWords } from '../../shared/i18n/use-words.ts';
import { Mark } from '../../shared/mark.tsx';
import { AccountMenu } from './account-menu.tsx';
import './rail.css';
import { ViewLink } from './view-link.tsx';
import { viewNames, type ViewCount, type ViewName } from './views.ts';

/** How many tickets the views have, as far as it is known. */
export type ViewCounts = Partial<Readonly<Record<ViewName, ViewCount>>>;

interface RailProps {
  readonly who: Viewer;
  readonly counts: ViewCounts;
}

/** The views, other pages, and who is signed in. */
export function Rail({ who, counts }: RailProps) {
  const { t } = useWords();
  return (
    <nav className="rail" aria-label={t('shell.views')}>
      <div className="home">
        <Link to="/" title={t('shell.home')}>
          <Mark />
          <span className="cut">{t('shell.product')}</span>
        </Link>
      </div>
      <ul className="views">
        {viewNames.map((view) => (
          <li key={view}>
            <ViewLink view={view} {...(view in counts ? { count: counts[view] ?? null } : {})} />
          </li>
        ))}
      </ul>
      <div className="foot">
        <NavLink className="item" to="/system" title={t('shell.system')}>
          <Icon name="gear" />
          <span className="t cut">{t('shell.system')}</span>
        </NavLink>
        <AccountMenu who={who} />
      </div>
    </nav>
  );
}
