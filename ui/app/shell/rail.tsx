import { Tooltip } from '@mantine/core';
import { Link, NavLink } from 'react-router';
import type { Viewer } from '#domain/contracts/session';
import { Keys } from '../../shared/button/keys.tsx';
import { Icon } from '../../shared/icon/icon.tsx';
import { useWords } from '../../shared/i18n/use-words.ts';
import { Mark } from '../../shared/mark.tsx';
import { adminPagesFor } from '../../admin/admin-pages.ts';
import { AccountMenu } from './account-menu.tsx';
import { NoticesLink } from './notices-link.tsx';
import './rail.css';
import { ViewLink } from './view-link.tsx';
import { mayOpenTickets, newTicketPath } from './new-ticket-place.ts';
import { viewNames, type ViewCount, type ViewName } from './views.ts';

/** How many tickets the views have, as far as it is known. */
export type ViewCounts = Partial<Readonly<Record<ViewName, ViewCount>>>;

interface RailProps {
  readonly who: Viewer;
  readonly counts: ViewCounts;
  /** Of how many tickets one was told something that is unread. */
  readonly unread: number;
}

/** The views, other pages, and who is signed in. */
export function Rail({ who, counts, unread }: RailProps) {
  const { t } = useWords();
  const opensTickets = mayOpenTickets(who);
  const administers = adminPagesFor(who).length > 0;
  return (
    <nav className="rail" aria-label={t('shell.views')}>
      <div className="home">
        <Link to="/" title={t('shell.home')}>
          <Mark />
          <span className="cut">{t('shell.product')}</span>
        </Link>
        {opensTickets && <NewTicketLink />}
      </div>
      <ul className="views">
        {opensTickets && (
          <li>
            <NavLink className="item only-narrow" to={newTicketPath} title={t('shell.newTicket')}>
              <Icon name="plus" />
              <span className="t cut">{t('shell.newTicket')}</span>
            </NavLink>
          </li>
        )}
        {viewNames.map((view) => (
          <li key={view}>
            <ViewLink view={view} {...(view in counts ? { count: counts[view] ?? null } : {})} />
          </li>
        ))}
      </ul>
      <div className="foot">
        <NoticesLink unread={unread} />
        <NavLink className="item" to="/mail" title={t('shell.mail')}>
          <Icon name="mail" />
          <span className="t cut">{t('shell.mail')}</span>
        </NavLink>
        <NavLink className="item" to="/customers" title={t('customers.title')}>
          <Icon name="user" />
          <span className="t cut">{t('customers.title')}</span>
        </NavLink>
        {administers && (
          <NavLink className="item" to="/admin" title={t('admin.title')}>
            <Icon name="gear" />
            <span className="t cut">{t('admin.title')}</span>
          </NavLink>
        )}
        <AccountMenu who={who} />
      </div>
    </nav>
  );
}

function NewTicketLink() {
  const { t } = useWords();
  const label = (
    <>
      {t('shell.newTicket')}
      <Keys keys="C" />
    </>
  );
  return (
    <Tooltip label={label}>
      <Link className="btn quiet icon" to={newTicketPath} aria-label={t('shell.newTicket')} aria-keyshortcuts="C">
        <Icon name="plus" />
      </Link>
    </Tooltip>
  );
}
