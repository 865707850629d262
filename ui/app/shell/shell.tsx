import { useState } from 'react';
import { Outlet, useNavigate } from 'react-router';
import { useUnreadNotices } from '../../notices/use-notices.ts';
import { useViewer } from '../../session/session.ts';
import { useKeys } from '../../shared/keys/use-keys.ts';
import { useTicketCounts } from '../../tickets/data/use-ticket-counts.ts';
import { KeysDialog } from './keys-dialog.tsx';
import { mayOpenTickets, newTicketPath } from './new-ticket-place.ts';
import { SetUpBanner } from './set-up-banner.tsx';
import { ShellFrame } from './shell-frame.tsx';
import { useConnection } from './use-connection.ts';
import { VIEWS, viewNames, viewPath } from './views.ts';

/** The frame around every page of somebody who is signed in, and the keys that act everywhere. */
export function Shell() {
  const who = useViewer();
  const navigate = useNavigate();
  const { loss, tryNow } = useConnection();
  const { data: unread = 0 } = useUnreadNotices();
  const [showsKeys, setShowsKeys] = useState(false);
  const toViews = viewNames.map(
    (view) => [VIEWS[view].keys.toLowerCase(), () => void navigate(viewPath(view))] as const,
  );
  useKeys({
    ...Object.fromEntries(toViews),
    'g e': () => void navigate('/mail'),
    ...(mayOpenTickets(who) && { c: () => void navigate(newTicketPath) }),
    'Shift+?': () => setShowsKeys(true),
  });
  return (
    <ShellFrame
      who={who}
      counts={useTicketCounts()}
      unread={unread}
      loss={loss}
      onTryNow={tryNow}
      banner={<SetUpBanner who={who} />}
    >
      <Outlet />
      <KeysDialog isOpen={showsKeys} onClose={() => setShowsKeys(false)} />
    </ShellFrame>
  );
}
