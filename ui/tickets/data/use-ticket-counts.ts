import type { TicketCounts } from '#domain/contracts/ticket-list';
import { useQuery } from '@tanstack/react-query';
import type { ViewCounts } from '../../app/shell/rail.tsx';
import { useViewer } from '../../session/session.ts';
import { callApi } from '../../shared/calls/call-api.ts';
import { useRooms } from '../../shared/realtime.ts';
import { ticketQueries } from './ticket-queries.ts';
import { roomsOf } from './view-lists.ts';

const queries = ticketQueries(callApi);

/** How many tickets the views have, kept up to date; nothing until it is known. */
export function useTicketCounts(): ViewCounts {
  const viewer = useViewer();
  useRooms(roomsOf(viewer));
  const { data } = useQuery(queries.counts(viewer));
  if (!data) return {};
  const { mine, unassigned, runningOut: next, late, open } = data;
  return { mine: shown(mine), unassigned: shown(unassigned), next: shown(next), late: shown(late), open: shown(open) };
}

const shown = ({ count, isMore }: TicketCounts['open']) => (isMore ? { atLeast: count } : count);
