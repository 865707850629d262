import { ticketCounts, type TicketCounts } from '#domain/contracts/ticket-list';
import { useQuery } from '@tanstack/react-query';
import type { ViewCounts } from '../../app/shell/rail.tsx';
import { useViewer } from '../../session/session.ts';
import { callApi } from '../../shared/calls/call-api.ts';
import { queryKeys } from '../../shared/query-keys.ts';
import { useRooms } from '../../shared/realtime.ts';
import { roomsOf } from './view-lists.ts';

/** How many tickets the views have, kept up to date; nothing until it is known. */
export function useTicketCounts(): ViewCounts {
  const rooms = roomsOf(useViewer());
  useRooms(rooms);
  const { data } = useQuery({
    queryKey: queryKeys.list(rooms, 'counts'),
    queryFn: ({ signal }) => callApi({ path: '/tickets/counts', reply: ticketCounts, signal }),
  });
  if (!data) return {};
  const { mine, unassigned, runningOut: next, late, open } = data;
  return { mine: shown(mine), unassigned: shown(unassigned), next: shown(next), late: shown(late), open: shown(open) };
}

const shown = ({ count, isMore }: TicketCounts['open']) => (isMore ? { atLeast: count } : count);
