import { useParams } from 'react-router';
import { NotFoundPage } from '../app/not-found-page.tsx';
import { isViewName } from '../app/shell/views.ts';
import { Panes } from '../shared/panes/panes.tsx';
import { TicketListPane } from './list/ticket-list-pane.tsx';
import { TicketPane } from './ticket/ticket-pane.tsx';

/** A view's list, and the ticket that is open beside it: `/tickets/:view/:number`. */
export function TicketsPage() {
  const { view = '', number } = useParams();
  if (!isViewName(view) || (number !== undefined && !/^[1-9]\d{0,14}$/.test(number))) return <NotFoundPage />;
  const open = number === undefined ? null : Number(number);
  return (
    <Panes
      list={<TicketListPane key={view} view={view} open={open} />}
      open={open === null ? null : <TicketPane key={open} number={open} view={view} />}
    />
  );
}
