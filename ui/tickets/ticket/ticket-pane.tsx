import { useSearchParams } from 'react-router';
import { viewPath, type ViewName } from '../../app/shell/views.ts';
import { ButtonLink } from '../../shared/button/button.tsx';
import { asCallFailed } from '../../shared/calls/call-failed.ts';
import { ErrorState } from '../../shared/feedback/error-state.tsx';
import { useWords } from '../../shared/i18n/use-words.ts';
import { RowSkeletons } from '../../shared/skeleton/row-skeletons.tsx';
import { useTicketOf } from '../data/use-ticket.ts';
import { OpenTicket } from './open-ticket.tsx';

interface TicketPaneProps {
  readonly number: number;
  /** Where one comes back to. */
  readonly view: ViewName;
}

/** A ticket, as it is now. */
export function TicketPane({ number, view }: TicketPaneProps) {
  const { t } = useWords();
  const [search] = useSearchParams();
  const { ticket, merged, readAt, failure, retry } = useTicketOf(number);
  const filters = search.size === 0 ? '' : `?${search.toString()}`;
  const backTo = `${viewPath(view)}${filters}`;
  const linkTo = (other: number) => `${viewPath(view)}/${String(other)}${filters}`;
  if (ticket)
    return (
      <OpenTicket
        key={ticket.ticketId}
        ticket={ticket}
        merged={merged}
        readAt={readAt}
        backTo={backTo}
        linkTo={linkTo}
      />
    );
  const failed = failure && asCallFailed(failure);
  return (
    <main id="content" className="ticket" tabIndex={-1} data-fills-phone>
      <h1 className="vh">#{number}</h1>
      {failed ? (
        <ErrorState
          title={failed.code === 'not_found' ? t('ticket.noneForYou', { number }) : t('ticket.notLoaded')}
          failure={failed}
          onRetry={retry}
          actions={<ButtonLink to={backTo}>{t('ticket.backToList')}</ButtonLink>}
        />
      ) : (
        <RowSkeletons count={6} />
      )}
    </main>
  );
}
