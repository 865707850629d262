import { useRef, useState, type ReactNode } from 'react';
import { useWords } from '../../shared/i18n/use-words.ts';
import { SideDrawer } from '../../shared/overlay/side-drawer.tsx';
import './ticket.css';
import { TicketHead, type TicketHeadProps } from './ticket-head.tsx';
import { useNewestInSight } from './use-newest-in-sight.ts';

interface TicketFrameProps {
  readonly head: Omit<TicketHeadProps, 'onDetails'>;
  /** What is the matter with the whole ticket: it was merged, deleted. */
  readonly banner?: ReactNode;
  /** Messages and facts, oldest first. */
  readonly thread: ReactNode;
  /** What stands between thread and composer: the undo bar, a banner. */
  readonly notice?: ReactNode;
  readonly composer: ReactNode;
  /** Sections: properties, clocks, flow, requester. */
  readonly panel: ReactNode;
}

/** A ticket: its head, its thread opened at the newest, the composer, and the panel, which is a drawer where there is no room. */
export function TicketFrame({ head, banner, thread, notice, composer, panel }: TicketFrameProps) {
  const { t } = useWords();
  const [showsDetails, setShowsDetails] = useState(false);
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  useNewestInSight(scroller, content);
  return (
    <main id="content" className="ticket" tabIndex={-1} data-fills-phone>
      <TicketHead {...head} onDetails={() => setShowsDetails(true)} />
      <div className="work">
        {banner}
        {/* Scrolled by keyboard, so it can be reached by keyboard. */}
        <div ref={scroller} className="thread scroll" role="log" aria-label={t('thread.conversation')} tabIndex={0}>
          <div ref={content}>{thread}</div>
        </div>
        {notice}
        {composer}
      </div>
      <aside className="panel panel-parts scroll" aria-label={t('ticket.details')} tabIndex={0}>
        {panel}
      </aside>
      <SideDrawer isOpen={showsDetails} onClose={() => setShowsDetails(false)} title={t('ticket.details')}>
        <div className="panel-parts">{panel}</div>
      </SideDrawer>
    </main>
  );
}
