import { ticketList } from '#domain/contracts/ticket-list';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { callApi } from '../../shared/calls/call-api.ts';
import { asCallFailed, CallFailed } from '../../shared/calls/call-failed.ts';
import { queryKeys } from '../../shared/query-keys.ts';
import { ticketQueries } from './ticket-queries.ts';

const queries = ticketQueries(callApi);

/** The ticket of a number, as people name it in addresses; its survivor if it was merged. */
export function useTicketOf(number: number) {
  const client = useQueryClient();
  const { data: ticketId, ...found } = useQuery({
    queryKey: ['number', number],
    staleTime: Infinity,
    queryFn: ({ signal }) => idOf(number, signal),
  });
  const read = useQuery({ ...queries.view(ticketId ?? ''), enabled: ticketId !== undefined });
  return {
    // Who may not see it any more is not shown it from memory.
    ticket: read.error && asCallFailed(read.error).code === 'not_found' ? undefined : read.data,
    readAt: read.dataUpdatedAt,
    failure: found.error ?? read.error,
    retry: () =>
      void client.invalidateQueries({
        queryKey: ticketId === undefined ? ['number', number] : queryKeys.ticket(ticketId),
      }),
  };
}

async function idOf(number: number, signal: AbortSignal): Promise<string> {
  const { tickets } = await callApi({ path: `/tickets?search=${String(number)}`, reply: ticketList, signal });
  const [found] = tickets;
  if (!found) throw new CallFailed('not_found', 'There is no such ticket.');
  return found.mergedIntoId ?? found.ticketId;
}

/** What was written on a ticket, oldest first. */
export const useThread = (ticketId: string) => useQuery(queries.thread(ticketId));
