import { useViewer } from '../session/session.ts';
import { ErrorState } from '../shared/feedback/error-state.tsx';
import { CallFailed } from '../shared/calls/call-failed.ts';
import { useWords } from '../shared/i18n/use-words.ts';
import { usePageTitle } from '../shared/page-title.ts';
import { mayOpenTickets } from '../app/shell/new-ticket-place.ts';
import { NewTicketForm } from './new-ticket-form.tsx';
import './new-ticket.css';

/** Where an agent writes down a call or a visit: `/tickets/new`. */
export function NewTicketPage() {
  const { t } = useWords();
  const who = useViewer();
  usePageTitle(t('newTicket.title'));
  return (
    <main id="content" className="new-ticket" tabIndex={-1}>
      {mayOpenTickets(who) ? (
        <NewTicketForm />
      ) : (
        <ErrorState
          title={t('newTicket.mayNotTitle')}
          failure={new CallFailed('forbidden', '')}
          actions={<p className="sm soft">{t('newTicket.mayNot')}</p>}
        />
      )}
    </main>
  );
}
