import type { Viewer } from '#domain/contracts/session';
import { ticketView } from '#domain/contracts/ticket';
import { ticketCounts, ticketList } from '#domain/contracts/ticket-list';
import { ticketThread } from '#domain/contracts/ticket-thread';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { ViewName } from '../../app/shell/views.ts';
import type { CallApi } from '../../shared/calls/create-call-api.ts';
import { queryKeys } from '../../shared/query-keys.ts';
import { roomsOf, VIEW_QUERIES } from './view-lists.ts';

/** What pages ask about tickets, and by which keys they know it: for hooks, and for whoever opens a page without a browser. */
export const ticketQueries = (callApi: CallApi) => ({
  /** The ticket itself. */
  view: (ticketId: string) =>
    queryOptions({
      queryKey: queryKeys.ticketView(ticketId),
      queryFn: ({ signal }) => callApi({ path: `/tickets/${ticketId}`, reply: ticketView, signal }),
    }),
  /** What was written on it, oldest first. */
  thread: (ticketId: string) =>
    queryOptions({
      queryKey: queryKeys.thread(ticketId),
      queryFn: ({ signal }) => callApi({ path: `/tickets/${ticketId}/thread?limit=100`, reply: ticketThread, signal }),
    }),
  /** The tickets of a view, page after page. */
  list(viewer: Viewer, view: ViewName) {
    const filter = VIEW_QUERIES[view];
    return infiniteQueryOptions({
      queryKey: queryKeys.list(roomsOf(viewer), filter),
      initialPageParam: null as string | null,
      queryFn: ({ pageParam, signal }) => {
        const query = new URLSearchParams({ ...filter, ...(pageParam !== null && { after: pageParam }) });
        return callApi({ path: `/tickets?${query.toString()}`, reply: ticketList, signal });
      },
      getNextPageParam: ({ next }) => next,
    });
  },
  /** How many tickets each view has. */
  counts: (viewer: Viewer) =>
    queryOptions({
      queryKey: queryKeys.list(roomsOf(viewer), 'counts'),
      queryFn: ({ signal }) => callApi({ path: '/tickets/counts', reply: ticketCounts, signal }),
    }),
});
