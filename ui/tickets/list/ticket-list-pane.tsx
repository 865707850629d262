import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { VIEWS, viewPath, type ViewName } from '../../app/shell/views.ts';
import { useViewer } from '../../session/session.ts';
import { Button } from '../../shared/button/button.tsx';
import { asCallFailed } from '../../shared/calls/call-failed.ts';
import { EmptyState } from '../../shared/feedback/empty-state.tsx';
import { ErrorState } from '../../shared/feedback/error-state.tsx';
import { useWords } from '../../shared/i18n/use-words.ts';
import { usePageTitle } from '../../shared/page-title.ts';
import { useGlances } from '../../shared/realtime.ts';
import type { RowTicket } from '../../shared/row/row-ticket.ts';
import { listQuery, readFilters, writeFilters, type ListFilters } from '../data/list-filters.ts';
import { useTicketCounts } from '../data/use-ticket-counts.ts';
import { useTicketList } from '../data/use-ticket-list.ts';
import { ActOnAll } from './act-on-all.tsx';
import { BulkActs } from './bulk-acts.tsx';
import { FilterButton, FilterChips } from './list-filter.tsx';
import { MoreFilters } from './more-filters.tsx';
import { TicketList, type ListContent } from './ticket-list.tsx';
import { withPresence } from './with-presence.ts';

interface TicketListPaneProps {
  readonly view: ViewName;
  /** The number of the ticket that is open beside the list. */
  readonly open: number | null;
}

const none: ReadonlySet<number> = new Set();
const noFilters: ListFilters = { status: [], team: null, assignee: null, where: null };

/** The list of a view, as it is now. */
export function TicketListPane({ view, open }: TicketListPaneProps) {
  const { t } = useWords();
  const title = t(`shell.view.${view}`);
  usePageTitle(open === null ? title : null);
  const count = useTicketCounts()[view];
  const [search, setSearch] = useSearchParams();
  const filters = readFilters(view, search);
  const { status, team, assignee, where } = filters;
  const isFiltered = status.length > 0 || [team, assignee, where].some((one) => one !== null);
  const change = (next: ListFilters) => setSearch(writeFilters(search, next), { replace: true });
  const [checked, setChecked] = useState(none);
  const list = useTicketList(view, filters);
  const rows = useRowsWithPresence(list.rows);
  const content = useContent({ ...{ view, open, list, checked, setChecked }, ...rows, filters: search.toString() });
  const isEmpty = list.rows?.length === 0;
  return (
    <TicketList
      title={title}
      count={typeof count === 'number' && !isFiltered ? count : null}
      tools={
        <>
          <FilterButton view={view} filters={filters} onChange={change} />
          <MoreFilters where={where} onChange={(next) => change({ ...filters, where: next })} />
        </>
      }
      {...(isFiltered && { filters: <FilterChips filters={filters} onChange={change} /> })}
      arrivals={list.arrivals}
      onShowArrivals={list.showArrivals}
      content={
        isEmpty && isFiltered ? { state: 'instead', say: <NoneFits onClear={() => change(noFilters)} /> } : content
      }
      onClearChecked={() => setChecked(none)}
      bulkActions={
        <>
          <BulkActs tickets={list.ticketsOf(checked)} onDone={() => setChecked(none)} />
          <ActOnAll query={listQuery(view, filters)} />
        </>
      }
    />
  );
}

/** Rows with who is on the tickets of those in sight. */
function useRowsWithPresence(rows: readonly RowTicket[] | undefined) {
  const { staffId } = useViewer();
  const [inSight, setInSight] = useState<readonly string[]>([]);
  // Rows that went since then are not in sight.
  const there = new Set(rows?.map(({ ticketId }) => ticketId));
  const people = useGlances(inSight.filter((ticketId) => there.has(ticketId)));
  return {
    rows: rows?.map((row) => withPresence(row, people.get(row.ticketId) ?? [], staffId)),
    onInSight: setInSight,
  };
}

interface ContentOf extends ReturnType<typeof useRowsWithPresence> {
  readonly view: ViewName;
  readonly open: number | null;
  readonly list: ReturnType<typeof useTicketList>;
  readonly checked: ReadonlySet<number>;
  readonly setChecked: (checked: ReadonlySet<number>) => void;
  /** As they stand in addresses. */
  readonly filters: string;
}

function useContent({ view, open, list, rows, onInSight, checked, setChecked, filters }: ContentOf): ListContent {
  const { t } = useWords();
  const { error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = list.read;
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
    ...{ state: 'rows', tickets: rows, open, checked, onInSight },
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
