import { clockReasons } from '#domain/contracts/clock-reasons';
import type { TicketView } from '#domain/contracts/ticket';
import { ticketList } from '#domain/contracts/ticket-list';
import type { TimelineNames } from '#domain/contracts/ticket-timeline';
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { callApi } from '../../shared/calls/call-api.ts';
import { asCallFailed, CallFailed } from '../../shared/calls/call-failed.ts';
import { queryKeys } from '../../shared/query-keys.ts';
import { ticketQueries } from './ticket-queries.ts';

const queries = ticketQueries(callApi);

/** The ticket of a number, as people name it in addresses; if it was merged, the one in which it goes on. */
export function useTicketOf(number: number) {
  const client = useQueryClient();
  const { data: namedId, ...found } = useQuery({
    queryKey: queryKeys.numbered(number),
    staleTime: Infinity,
    queryFn: ({ signal }) => idOf(number, signal),
  });
  const named = useReadable(namedId);
  const survivorId = named.ticket?.survivorId;
  const survivor = useReadable(survivorId);
  const read = survivorId === undefined ? named : survivor;
  const { ticket } = read;
  return {
    ticket,
    readAt: read.readAt,
    /** The ticket of that number, if it is another one: it was merged. */
    merged: ticket && named.ticket && named.ticket.ticketId !== ticket.ticketId ? named.ticket : null,
    failure: found.error ?? named.failure ?? survivor.failure,
    retry: () =>
      void client.invalidateQueries({
        queryKey: namedId === undefined ? queryKeys.numbered(number) : queryKeys.ticket(survivorId ?? namedId),
      }),
  };
}

/** A ticket, as long as one may see it: from memory it is shown to nobody who may not any more. */
function useReadable(ticketId: string | undefined) {
  const { data, error, dataUpdatedAt } = useQuery({
    ...queries.view(ticketId ?? ''),
    enabled: ticketId !== undefined,
  });
  const ticket: TicketView | undefined = error && asCallFailed(error).code === 'not_found' ? undefined : data;
  return { ticket, failure: error, readAt: dataUpdatedAt };
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
    ...queries.thread(ticketId),
    select: ({ pages }) => ({
      messages: pages.toReversed().flatMap(({ messages }) => messages),
      hasOlder: pages.at(-1)?.hasOlder ?? false,
    }),
  });

/** What happened to a ticket and what its flows did, page before page, oldest first. */
export const useTimeline = (ticketId: string) =>
  useInfiniteQuery({
    ...queries.timeline(ticketId),
    select: ({ pages }) => ({
      entries: pages.toReversed().flatMap(({ entries }) => entries),
      hasOlder: (pages.at(-1)?.before ?? null) !== null,
      names: joinNames(pages.map(({ names }) => names)),
    }),
  });

/** One dictionary of several; what they share is the same in each. */
function joinNames(all: readonly TimelineNames[]): TimelineNames {
  const none: TimelineNames = { staff: {}, customers: {}, teams: {}, tickets: {}, fields: {}, policies: {}, flows: {} };
  return all.reduce(
    (joined, { staff, customers, teams, tickets, fields, policies, flows }) => ({
      staff: { ...joined.staff, ...staff },
      customers: { ...joined.customers, ...customers },
      teams: { ...joined.teams, ...teams },
      tickets: { ...joined.tickets, ...tickets },
      fields: { ...joined.fields, ...fields },
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
