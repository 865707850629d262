import { useInfiniteQuery } from '@tanstack/react-query';
import type { ViewName } from '../../app/shell/views.ts';
import { useViewer } from '../../session/session.ts';
import { callApi } from '../../shared/calls/call-api.ts';
import { useRooms } from '../../shared/realtime.ts';
import { ticketQueries } from './ticket-queries.ts';
import { roomsOf } from './view-lists.ts';

const queries = ticketQueries(callApi);

/** The tickets of a view, page after page, kept up to date. */
export function useTicketList(view: ViewName) {
  const viewer = useViewer();
  useRooms(roomsOf(viewer));
  return useInfiniteQuery(queries.list(viewer, view));
}
