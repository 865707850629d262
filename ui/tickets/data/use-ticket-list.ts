import { ticketList } from '#domain/contracts/ticket-list';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ViewName } from '../../app/shell/views.ts';
import { useViewer } from '../../session/session.ts';
import { callApi } from '../../shared/calls/call-api.ts';
import { queryKeys } from '../../shared/query-keys.ts';
import { useRooms } from '../../shared/realtime.ts';
import { roomsOf, VIEW_QUERIES } from './view-lists.ts';

/** The tickets of a view, page after page, kept up to date. */
export function useTicketList(view: ViewName) {
  const rooms = roomsOf(useViewer());
  useRooms(rooms);
  const filter = VIEW_QUERIES[view];
  return useInfiniteQuery({
    queryKey: queryKeys.list(rooms, filter),
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({ ...filter, ...(pageParam !== null && { after: pageParam }) });
      return callApi({ path: `/tickets?${query.toString()}`, reply: ticketList, signal });
    },
    getNextPageParam: ({ next }) => next,
  });
}
