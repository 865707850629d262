import { ticketView, type TicketView } from '#domain/contracts/ticket';
import { ticketList } from '#domain/contracts/ticket-list';
import { ticketThread } from '#domain/contracts/ticket-thread';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { callApi } from '../../shared/calls/call-api.ts';
import { CallFailed } from '../../shared/calls/call-failed.ts';
import { queryKeys } from '../../shared/query-keys.ts';

/** A ticket with the instant (ms) at which it was read here. */
export interface ReadTicket {
  readonly ticket: TicketView;
  readonly readAt: number;
}

/** The ticket of a number, as people name it in addresses; its survivor if it was merged. */
export function useTicketOf(number: number) {
  const client = useQueryClient();
  const { data: ticketId, ...found } = useQuery({
    queryKey: ['number', number],
    staleTime: Infinity,
    queryFn: ({ signal }) => idOf(number, signal),
  });
  const read = useQuery({
    queryKey: queryKeys.ticketView(ticketId ?? ''),
    enabled: ticketId !== undefined,
    queryFn: async ({ signal }): Promise<TicketView> =>
      callApi({ path: `/tickets/${ticketId ?? ''}`, reply: ticketView, signal }),
  });
  return {
    ticket: read.data,
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
export const useThread = (ticketId: string) =>
  useQuery({
    queryKey: queryKeys.thread(ticketId),
    queryFn: ({ signal }) => callApi({ path: `/tickets/${ticketId}/thread?limit=100`, reply: ticketThread, signal }),
  });
