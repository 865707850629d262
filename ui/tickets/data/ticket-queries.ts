import type { Viewer } from '#domain/contracts/session';
import { ticketView } from '#domain/contracts/ticket';
import { ticketCounts, ticketList } from '#domain/contracts/ticket-list';
import { ticketThread } from '#domain/contracts/ticket-thread';
import { ticketTimeline } from '#domain/contracts/ticket-timeline';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { CallApi } from '../../shared/calls/call.ts';
import { queryKeys } from '../../shared/query-keys.ts';
import { roomsOf } from './view-lists.ts';

/** What pages ask about tickets, and by which keys they know it: for hooks, and for whoever opens a page without a browser. */
export const ticketQueries = (callApi: CallApi) => ({
  /** The ticket itself. */
  view: (ticketId: string) =>
    queryOptions({
      queryKey: queryKeys.ticketView(ticketId),
      queryFn: ({ signal }) => callApi({ path: `/tickets/${ticketId}`, reply: ticketView, signal }),
    }),
  /** What was written on it, the newest page first. */
  thread: (ticketId: string) =>
    infiniteQueryOptions({
      queryKey: queryKeys.thread(ticketId),
      initialPageParam: null as string | null,
      queryFn: ({ pageParam, signal }) =>
        callApi({ path: `/tickets/${ticketId}/thread?${pageBefore(pageParam)}`, reply: ticketThread, signal }),
      getNextPageParam: ({ hasOlder, messages: [first] }) => (hasOlder && first ? first.messageId : null),
    }),
  /** What happened to it and what its flows did, the newest page first. */
  timeline: (ticketId: string) =>
    infiniteQueryOptions({
      queryKey: queryKeys.timeline(ticketId),
      initialPageParam: null as string | null,
      queryFn: ({ pageParam, signal }) =>
        callApi({ path: `/tickets/${ticketId}/timeline?${pageBefore(pageParam)}`, reply: ticketTimeline, signal }),
      getNextPageParam: ({ before }) => before,
    }),
  /** The tickets of a list, narrowed down as `listQuery` says, page after page. */
  list(viewer: Viewer, query: Readonly<Record<string, string>>) {
    return infiniteQueryOptions({
      queryKey: queryKeys.list(roomsOf(viewer), query),
      initialPageParam: null as string | null,
      queryFn: ({ pageParam, signal }) => {
        const asked = new URLSearchParams({ ...query, ...(pageParam !== null && { after: pageParam }) });
        return callApi({ path: `/tickets?${asked.toString()}`, reply: ticketList, signal });
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

const pageBefore = (before: string | null) =>
  new URLSearchParams({ limit: '100', ...(before !== null && { before }) }).toString();
