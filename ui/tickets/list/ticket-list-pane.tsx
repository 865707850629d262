import { useState } from 'react';
import { VIEWS, viewPath, type ViewName } from '../../app/shell/views.ts';
import { useViewer } from '../../session/session.ts';
import { asCallFailed } from '../../shared/calls/call-failed.ts';
import { EmptyState } from '../../shared/feedback/empty-state.tsx';
import { ErrorState } from '../../shared/feedback/error-state.tsx';
import { useWords } from '../../shared/i18n/use-words.ts';
import { usePageTitle } from '../../shared/page-title.ts';
import { rowOf } from '../data/row-of.ts';
import { useTicketCounts } from '../data/use-ticket-counts.ts';
import { useTicketList } from '../data/use-ticket-list.ts';
import { TicketList, type ListContent } from './ticket-list.tsx';

interface TicketListPaneProps {
  readonly view: ViewName;
  /** The number of the ticket that is open beside the list. */
  readonly open: number | null;
}

/** The list of a view, as it is now. */
export function TicketListPane({ view, open }: TicketListPaneProps) {
  const { t } = useWords();
  const title = t(`shell.view.${view}`);
  usePageTitle(title);
  const count = useTicketCounts()[view];
  const [checked, setChecked] = useState<ReadonlySet<number>>(new Set());
  const content = useContent(view, open, { checked, setChecked });
  return (
    <TicketList
      title={title}
      count={typeof count === 'number' ? count : null}
      arrivals={0}
      onShowArrivals={() => undefined}
      content={content}
      onClearChecked={() => setChecked(new Set())}
    />
  );
}

interface Checking {
  readonly checked: ReadonlySet<number>;
  readonly setChecked: (checked: ReadonlySet<number>) => void;
}

function useContent(view: ViewName, open: number | null, { checked, setChecked }: Checking): ListContent {
  const { t } = useWords();
  const { staffId } = useViewer();
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useTicketList(view);
  if (!data) {
    if (!error) return { state: 'loading' };
    const say = (
      <ErrorState title={t('ticket.listNotLoaded')} failure={asCallFailed(error)} onRetry={() => void refetch()} />
    );
    return { state: 'instead', say };
  }
  const tickets = data.pages.flatMap(({ tickets: page, now }) =>
    page.map((row) => rowOf(row, Date.parse(now), staffId)),
  );
  if (tickets.length === 0) {
    const say = (
      <EmptyState icon={VIEWS[view].icon} title={t('ticket.noneHere')}>
        {t('ticket.noneHereHint')}
      </EmptyState>
    );
    return { state: 'instead', say };
  }
  return {
    ...{ state: 'rows', tickets, open, checked },
    linkTo: (number) => `${viewPath(view)}/${String(number)}`,
    onCheck: (number, isChecked) =>
      setChecked(new Set(isChecked ? [...checked, number] : [...checked].filter((other) => other !== number))),
    ...(hasNextPage && !isFetchingNextPage && { onMore: () => void fetchNextPage() }),
  };
}
