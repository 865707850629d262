import { clockReasons } from '#domain/contracts/clock-reasons';
import { ticketView, type TicketView } from '#domain/contracts/ticket';
import { ticketList } from '#domain/contracts/ticket-list';
import { ticketThread } from '#domain/contracts/ticket-thread';
import { ticketTimeline, type TimelineNames } from '#domain/contracts/ticket-timeline';
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { callApi } from '../../shared/calls/call-api.ts';
import { CallFailed } from '../../shared/calls/call-failed.ts';
import { queryKeys } from '../../shared/query-keys.ts';

const readTicket = (ticketId: string | undefined) =>
  ({
    queryKey: queryKeys.ticketView(ticketId ?? ''),
    enabled: ticketId !== undefined,
    queryFn: ({ signal }: { readonly signal: AbortSignal }) =>
      callApi({ path: `/tickets/${ticketId ?? ''}`, reply: ticketView, signal }),
  }) as const;

/** The ticket of a number, as people name it in addresses; if it was merged, the one in which it goes on. */
export function useTicketOf(number: number) {
  const client = useQueryClient();
  const { data: namedId, ...found } = useQuery({
    queryKey: ['number', number],
    staleTime: Infinity,
    queryFn: ({ signal }) => idOf(number, signal),
  });
  const named = useQuery(readTicket(namedId));
  const survivorId = named.data?.survivorId;
  const survivor = useQuery(readTicket(survivorId));
  const read = survivorId === undefined ? named : survivor;
  const ticket: TicketView | undefined = read.data;
  return {
    ticket,
    readAt: read.dataUpdatedAt,
    /** The ticket of that number, if it is another one: it was merged. */
    merged: ticket && named.data && named.data.ticketId !== ticket.ticketId ? named.data : null,
    failure: found.error ?? named.error ?? survivor.error,
    retry: () =>
      void client.invalidateQueries({
        queryKey: namedId === undefined ? ['number', number] : queryKeys.ticket(survivorId ?? namedId),
      }),
  };
}

async function idOf(number: number, signal: AbortSignal): Promise<string> {
  const { tickets } = await callApi({ path: `/tickets?search=${String(number)}`, reply: ticketList, signal });
  const [found] = tickets;
  if (!found) throw new CallFailed('not_found', 'There is no such ticket.');
  return found.ticketId;
}

/** What was written on a ticket, page before page, oldest first. */
export const useThread = (ticketId: string) =>
  useInfiniteQuery({
    queryKey: queryKeys.thread(ticketId),
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      callApi({ path: `/tickets/${ticketId}/thread?${pageQuery(pageParam)}`, reply: ticketThread, signal }),
    getNextPageParam: ({ hasOlder, messages: [first] }) => (hasOlder && first ? first.messageId : null),
    select: ({ pages }) => ({
      messages: pages.toReversed().flatMap(({ messages }) => messages),
      hasOlder: pages.at(-1)?.hasOlder ?? false,
    }),
  });

/** What happened to a ticket and what its flows did, page before page, oldest first. */
export const useTimeline = (ticketId: string) =>
  useInfiniteQuery({
    queryKey: queryKeys.timeline(ticketId),
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      callApi({ path: `/tickets/${ticketId}/timeline?${pageQuery(pageParam)}`, reply: ticketTimeline, signal }),
    getNextPageParam: ({ before }) => before,
    select: ({ pages }) => ({
      entries: pages.toReversed().flatMap(({ entries }) => entries),
      hasOlder: (pages.at(-1)?.before ?? null) !== null,
      names: joinNames(pages.map(({ names }) => names)),
    }),
  });

const pageQuery = (before: string | null) =>
  new URLSearchParams({ limit: '100', ...(before !== null && { before }) }).toString();

/** One dictionary of several; what they share is the same in each. */
function joinNames(all: readonly TimelineNames[]): TimelineNames {
  const none: TimelineNames = { staff: {}, customers: {}, teams: {}, tickets: {}, policies: {}, flows: {} };
  return all.reduce(
    (joined, { staff, customers, teams, tickets, policies, flows }) => ({
      staff: { ...joined.staff, ...staff },
      customers: { ...joined.customers, ...customers },
      teams: { ...joined.teams, ...teams },
      tickets: { ...joined.tickets, ...tickets },
      policies: { ...joined.policies, ...policies },
      flows: { ...joined.flows, ...flows },
    }),
    none,
  );
}

/** Why a ticket's clocks are due when they are; asked for once somebody wants to know. */
export const useClockReasons = (ticketId: string) =>
  useQuery({
    queryKey: queryKeys.clockReasons(ticketId),
    queryFn: ({ signal }) => callApi({ path: `/tickets/${ticketId}/clocks/explain`, reply: clockReasons, signal }),
  });
