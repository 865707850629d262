import { useState } from 'react';
import { NavLink, useLocation } from 'react-router';
import type { Viewer } from '#domain/contracts/session';
import { Icon } from '../../shared/icon/icon.tsx';
import { useWords } from '../../shared/i18n/use-words.ts';
import { SideDrawer } from '../../shared/overlay/side-drawer.tsx';
import { AccountMenu } from './account-menu.tsx';
import { mayOpenTickets, newTicketPath } from './new-ticket-place.ts';
import type { ViewCounts } from './rail.tsx';
import { ViewLink } from './view-link.tsx';
import { viewNames } from './views.ts';

interface TabsProps {
  readonly who: Viewer;
  readonly counts: ViewCounts;
}

/** On a phone the rail is tabs below, in reach of the thumb. */
export function Tabs({ who, counts }: TabsProps) {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  // Its address lies below that of the tickets; one tab is the current one.
  const isNew = useLocation().pathname === newTicketPath;
  return (
    <nav className="tabs" aria-label={t('shell.pages')}>
      <button className="item" type="button" aria-expanded={isOpen} onClick={() => setOpen(true)}>
        <Icon name="inbox" />
        {t('shell.views')}
      </button>
      <NavLink className="item" to="/tickets" end={isNew}>
        <Icon name="list" />
        {t('shell.tickets')}
      </NavLink>
      {mayOpenTickets(who) && (
        <NavLink className="item" to={newTicketPath} aria-label={t('shell.newTicket')}>
          <Icon name="plus" />
          {t('shell.new')}
        </NavLink>
      )}
      <NavLink className="item" to="/mail">
        <Icon name="mail" />
        {t('shell.mail')}
      </NavLink>
      <AccountMenu who={who} isTab />
      <SideDrawer isOpen={isOpen} onClose={() => setOpen(false)} title={t('shell.views')} width="100%" side="left">
        <ul>
          {viewNames.map((view) => (
            <li key={view}>
              <ViewLink
                view={view}
                onChoose={() => setOpen(false)}
                {...(view in counts ? { count: counts[view] ?? null } : {})}
              />
            </li>
          ))}
        </ul>
      </SideDrawer>
    </nav>
  );
}
