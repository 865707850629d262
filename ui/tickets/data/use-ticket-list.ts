import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ViewName } from '../../app/shell/views.ts';
import { useViewer } from '../../session/session.ts';
import { callApi } from '../../shared/calls/call-api.ts';
import { useRooms } from '../../shared/realtime.ts';
import type { RowTicket } from '../../shared/row/row-ticket.ts';
import { listQuery, type ListFilters } from './list-filters.ts';
import { rowOf } from './row-of.ts';
import { countWaiting, keepSteady, type SteadyRows } from './steady-rows.ts';
import { ticketQueries } from './ticket-queries.ts';
import { roomsOf } from './view-lists.ts';

const queries = ticketQueries(callApi);

/**
 * The tickets of a view, narrowed down, page after page, kept up to date. Rows change where they stand; what is new waits
 * until somebody wants it.
 */
export function useTicketList(view: ViewName, filters: ListFilters) {
  const viewer = useViewer();
  useRooms(roomsOf(viewer));
  const query = listQuery(view, filters);
  const read = useInfiniteQuery(queries.list(viewer, query));
  const rows = new Map<number, RowTicket>();
  for (const { tickets, now } of read.data?.pages ?? []) {
    for (const ticket of tickets) rows.set(ticket.number, rowOf(ticket, Date.parse(now), viewer.staffId));
  }
  const numbers = [...rows.keys()];
  const { shown, showAll } = useSteadyRows(`${view} ${new URLSearchParams(query).toString()}`, read.data && numbers);
  return {
    read,
    rows: shown?.order.flatMap((number) => rows.get(number) ?? []),
    arrivals: shown ? countWaiting(shown, numbers) : 0,
    showArrivals: () => showAll(numbers),
    ticketsOf: (wanted: ReadonlySet<number>) =>
      (read.data?.pages ?? []).flatMap(({ tickets }) => tickets.filter(({ number }) => wanted.has(number))),
  };
}

function useSteadyRows(list: string, numbers: readonly number[] | undefined) {
  const [shown, setShown] = useState<SteadyRows | null>(null);
  const next = numbers === undefined ? null : keepSteady(shown, list, numbers);
  if (next !== null && next !== shown) setShown(next);
  return { shown: next, showAll: (order: readonly number[]) => setShown({ list, order }) };
}
