import type { RealtimeEvent } from '#domain/contracts/realtime';
import { isList, ticketOf, ticketRoom, type ListRoom, type Room } from '#domain/contracts/rooms';
import type { TicketStamp } from '#domain/contracts/ticket-stamp';
import type { QueryClient } from '@tanstack/react-query';
import { queryKeys } from '../query-keys.ts';
import type { HeardRevisions } from './heard-revisions.ts';

/**
 * Why a page asks anew for what it knows: it was told, or a stamp told that it was not; it was let into a room; nothing is told
 * while the connection is away; a question had failed.
 */
export type WhyAsked = 'event' | 'stamp' | 'entered' | 'polling' | 'failed';

/** What an event is folded into. */
export interface LiveCache {
  readonly client: QueryClient;
  readonly heard: HeardRevisions;
  /** How far each ticket's workflow and the tickets it was merged with were, by the last stamp. */
  readonly beside: Map<string, string>;
  /** Ask for all about a ticket anew, soon. */
  readonly refetchTicket: (ticketId: string, why: WhyAsked) => void;
  /** Ask for the lists of a room anew, soon. */
  readonly refetchLists: (list: ListRoom, why: WhyAsked) => void;
  /** Ask for all that events keep up to date, because they do not come. */
  readonly refetchAll: () => void;
}

/**
 * Fold an event into what the page knows. Events are hints: what they tell of is asked for anew, unless the page knows it
 * already. The only place where anything happens because of an event.
 */
export function foldEvent(cache: LiveCache, event: RealtimeEvent): void {
  const { client, heard } = cache;
  switch (event.type) {
    case 'ticket.changed': {
      const { ticketId, revision } = event;
      const known = Math.max(heard.latest(ticketRoom(ticketId), ticketId), shownRevision(client, ticketId) ?? 0);
      heard.note(ticketRoom(ticketId), ticketId, revision);
      if (revision > known) cache.refetchTicket(ticketId, 'event');
      return;
    }
    case 'list.changed':
      for (const list of event.lists) {
        if (heard.note(list, event.ticketId, event.revision)) cache.refetchLists(list, 'event');
      }
      return;
    case 'stamp':
      foldStamp(cache, event);
      return;
    case 'notice.added':
      void client.invalidateQueries({ queryKey: queryKeys.notices });
      return;
    case 'bulk_job.changed':
      void client.invalidateQueries({ queryKey: queryKeys.bulkJobs });
      return;
    case 'presence.changed':
      client.setQueryData(queryKeys.presence(event.ticketId), event.people);
      return;
    case 'room.closed':
      closeRoom(cache, event.room);
      return;
    // What a self-check does is of no use to anybody but its panel, which hears it itself.
    case 'self_check.changed':
    case 'refused':
      return;
  }
}

function foldStamp(cache: LiveCache, { room, tickets, isCut }: Extract<RealtimeEvent, { type: 'stamp' }>): void {
  if (!isList(room)) {
    for (const ticket of tickets) if (isBehind(cache, ticket)) cache.refetchTicket(ticket.ticketId, 'stamp');
    return;
  }
  const news = tickets.filter(({ ticketId, revision }) => cache.heard.note(room, ticketId, revision));
  if (news.length > 0 || isCut) cache.refetchLists(room, 'stamp');
}

/**
 * Whether the page shows a ticket as it was before its stamp. By what it shows, where that tells: so it also learns that an
 * earlier question failed. Else by what it has heard.
 */
export function isBehind({ client, heard, beside }: LiveCache, stamp: TicketStamp): boolean {
  const { ticketId, revision, engine, kin } = stamp;
  const isNews = heard.note(ticketRoom(ticketId), ticketId, revision);
  const now = `${String(engine)} ${String(kin)}`;
  const before = beside.get(ticketId);
  beside.set(ticketId, now);
  const hasMoved = before !== undefined && before !== now;
  if (client.getQueryState(queryKeys.ticketView(ticketId))?.fetchStatus === 'fetching') return hasMoved;
  const shown = shownRevision(client, ticketId);
  return hasMoved || (shown === undefined ? isNews : shown < revision);
}

function closeRoom(cache: LiveCache, room: Room): void {
  if (isList(room)) {
    cache.refetchLists(room, 'event');
    return;
  }
  const ticketId = ticketOf(room) ?? '';
  cache.client.setQueryData(queryKeys.presence(ticketId), []);
  cache.refetchTicket(ticketId, 'event');
}

/** The revision of a ticket as the page shows it; undefined if it shows none, or one without, as requesters see it. */
function shownRevision(client: QueryClient, ticketId: string): number | undefined {
  const shown = client.getQueryData(queryKeys.ticketView(ticketId));
  if (typeof shown !== 'object' || shown === null || !('revision' in shown)) return undefined;
  return typeof shown.revision === 'number' ? shown.revision : undefined;
}
