import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { VIEWS, viewPath, type ViewName } from '../../app/shell/views.ts';
import { Button } from '../../shared/button/button.tsx';
import { asCallFailed } from '../../shared/calls/call-failed.ts';
import { EmptyState } from '../../shared/feedback/empty-state.tsx';
import { ErrorState } from '../../shared/feedback/error-state.tsx';
import { useWords } from '../../shared/i18n/use-words.ts';
import { usePageTitle } from '../../shared/page-title.ts';
import { readFilters, writeFilters, type ListFilters } from '../data/list-filters.ts';
import { useTicketCounts } from '../data/use-ticket-counts.ts';
import { useTicketList } from '../data/use-ticket-list.ts';
import { BulkActs } from './bulk-acts.tsx';
import { FilterButton, FilterChips } from './list-filter.tsx';
import { TicketList, type ListContent } from './ticket-list.tsx';

interface TicketListPaneProps {
  readonly view: ViewName;
  /** The number of the ticket that is open beside the list. */
  readonly open: number | null;
}

const none: ReadonlySet<number> = new Set();
const noFilters: ListFilters = { status: [], team: null, assignee: null };

/** The list of a view, as it is now. */
export function TicketListPane({ view, open }: TicketListPaneProps) {
  const { t } = useWords();
  const title = t(`shell.view.${view}`);
  usePageTitle(open === null ? title : null);
  const count = useTicketCounts()[view];
  const [search, setSearch] = useSearchParams();
  const filters = readFilters(view, search);
  const isFiltered = filters.status.length > 0 || filters.team !== null || filters.assignee !== null;
  const change = (next: ListFilters) => setSearch(writeFilters(search, next), { replace: true });
  const [checked, setChecked] = useState(none);
  const list = useTicketList(view, filters);
  const content = useContent({ ...{ view, open, list, checked, setChecked }, filters: search.toString() });
  const isEmpty = list.rows?.length === 0;
  return (
    <TicketList
      title={title}
      count={typeof count === 'number' && !isFiltered ? count : null}
      tools={<FilterButton view={view} filters={filters} onChange={change} />}
      {...(isFiltered && { filters: <FilterChips filters={filters} onChange={change} /> })}
      arrivals={list.arrivals}
      onShowArrivals={list.showArrivals}
      content={
        isEmpty && isFiltered ? { state: 'instead', say: <NoneFits onClear={() => change(noFilters)} /> } : content
      }
      onClearChecked={() => setChecked(none)}
      bulkActions={<BulkActs tickets={list.ticketsOf(checked)} onDone={() => setChecked(none)} />}
    />
  );
}

interface ContentOf {
  readonly view: ViewName;
  readonly open: number | null;
  readonly list: ReturnType<typeof useTicketList>;
  readonly checked: ReadonlySet<number>;
  readonly setChecked: (checked: ReadonlySet<number>) => void;
  /** As they stand in addresses. */
  readonly filters: string;
}

function useContent({ view, open, list, checked, setChecked, filters }: ContentOf): ListContent {
  const { t } = useWords();
  const { rows, read } = list;
  const { error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = read;
  if (!rows) {
    if (!error) return { state: 'loading' };
    const say = (
      <ErrorState title={t('ticket.listNotLoaded')} failure={asCallFailed(error)} onRetry={() => void refetch()} />
    );
    return { state: 'instead', say };
  }
  if (rows.length === 0) {
    const say = (
      <EmptyState icon={VIEWS[view].icon} title={t('ticket.noneHere')}>
        {t('ticket.noneHereHint')}
      </EmptyState>
    );
    return { state: 'instead', say };
  }
  return {
    ...{ state: 'rows', tickets: rows, open, checked },
    linkTo: (number) => `${viewPath(view)}/${String(number)}${filters === '' ? '' : `?${filters}`}`,
    onCheck: (number, isChecked) =>
      setChecked(new Set(isChecked ? [...checked, number] : [...checked].filter((other) => other !== number))),
    ...(hasNextPage && !isFetchingNextPage && { onMore: () => void fetchNextPage() }),
  };
}

function NoneFits({ onClear }: { readonly onClear: () => void }) {
  const { t } = useWords();
  return (
    <EmptyState
      icon="filter"
      title={t('ticket.noneFits')}
      actions={<Button onClick={onClear}>{t('ticket.clearFilters')}</Button>}
    >
      {t('ticket.noneFitsHint')}
    </EmptyState>
  );
}
