import { ticketQueries } from '#ui/tickets/data/ticket-queries.ts';
import { roomsOf, VIEW_QUERIES } from '#ui/tickets/data/view-lists.ts';
import { InfiniteQueryObserver, QueryObserver } from '@tanstack/react-query';
import { askAfresh, type Page } from './open-page.ts';
import type { Shown } from './settle.ts';

/** So far its person scrolls down. */
const mostPages = 2;

/** Have a page show the list of a view, as far as somebody scrolls, and how many tickets there are. */
export function showList(page: Page, view: 'open' | 'mine', name: string): Shown[] {
  const { client, callApi, viewer } = page;
  const queries = ticketQueries(callApi);
  page.enter(roomsOf(viewer));
  const list = queries.list(viewer, VIEW_QUERIES[view]);
  const rows = new InfiniteQueryObserver(client, list);
  rows.subscribe(({ data, hasNextPage, isFetching, fetchNextPage }) => {
    if (data && data.pages.length < mostPages && hasNextPage && !isFetching) void fetchNextPage();
  });
  const counts = queries.counts(viewer);
  new QueryObserver(client, counts).subscribe(() => undefined);
  const scrolled = () => client.getQueryData(list.queryKey)?.pages.length ?? 1;
  return [
    {
      what: `${name}: list`,
      shown: () => page.shown(list.queryKey),
      afresh: () => askAfresh((fresh) => fresh.infiniteQuery({ ...list, pages: scrolled() })),
    },
    {
      what: `${name}: counts`,
      shown: () => page.shown(counts.queryKey),
      afresh: () => askAfresh((fresh) => fresh.query(counts)),
    },
  ];
}
