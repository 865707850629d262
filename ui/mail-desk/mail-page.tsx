import { useParams } from 'react-router';
import { NotFoundPage } from '../app/not-found-page.tsx';
import { Panes } from '../shared/panes/panes.tsx';
import { CaughtList } from './list/caught-list.tsx';
import { ReceivedList } from './list/received-list.tsx';
import { SentList } from './list/sent-list.tsx';
import { isMailList, type MailListName } from './mail-lists.ts';
import './mail-page.css';
import { CaughtPane } from './pane/caught-pane.tsx';
import { ReceivedPane } from './pane/received-pane.tsx';
import { SentPane } from './pane/sent-pane.tsx';

const lists = { sent: SentList, received: ReceivedList, caught: CaughtList } as const satisfies Record<
  MailListName,
  unknown
>;
const panes = { sent: SentPane, received: ReceivedPane, caught: CaughtPane } as const satisfies Record<
  MailListName,
  unknown
>;

/** What went out, what came in, what was caught, and one of them beside its list: `/mail/:list/:id`. */
export function MailPage() {
  const { list = '', id } = useParams();
  if (!isMailList(list)) return <NotFoundPage />;
  const [List, Pane] = [lists[list], panes[list]];
  return (
    <Panes
      list={<List key={list} open={id ?? null} />}
      open={id === undefined ? null : <Pane key={id} mailId={id} />}
    />
  );
}
