import type { ListRoom } from '#domain/contracts/rooms';
import type { QueryKey } from '@tanstack/react-query';

const ticket = (ticketId: string) => ['ticket', ticketId] as const;

/**
 * What the cache of this page calls what it knows. Events are folded into the cache by these keys: whatever lies below
 * `ticket(id)` is asked for anew when that ticket changes, and a list when a ticket of one of its rooms does.
 */
export const queryKeys = {
  /** All about one ticket. */
  ticket,
  /** Which ticket has a number; it never has another. */
  numbered: (number: number) => ['number', number] as const,
  /** The ticket itself, as `GET /tickets/:ticketId` answers: by its revision a page knows what it has missed. */
  ticketView: (ticketId: string) => [...ticket(ticketId), 'view'] as const,
  thread: (ticketId: string) => [...ticket(ticketId), 'thread'] as const,
  timeline: (ticketId: string) => [...ticket(ticketId), 'timeline'] as const,
  clockReasons: (ticketId: string) => [...ticket(ticketId), 'clock-reasons'] as const,
  /** Who is on it; pushed, never asked for. */
  presence: (ticketId: string) => ['presence', ticketId] as const,
  allPresence: ['presence'],
  lists: ['tickets'],
  /** A list of tickets: the rooms that feed it, and what it is narrowed down to. */
  list: (rooms: readonly ListRoom[], filter: unknown) => ['tickets', rooms.toSorted(), filter] as const,
  notices: ['notices'],
  bulkJobs: ['bulk-jobs'],
  /** Everybody on the agent side and all teams. */
  directory: ['directory'],
} as const;

/** Whether a key is that of a list which this room feeds. */
export function isListOf(key: QueryKey, room: ListRoom): boolean {
  const [kind, rooms] = key;
  return kind === queryKeys.lists[0] && Array.isArray(rooms) && rooms.includes(room);
}

const live: ReadonlySet<unknown> = new Set([queryKeys.lists[0], queryKeys.notices[0], ticket('')[0]]);

/** Whether what is known by a key is kept up to date by events, and asked for again and again without them. */
export const isLive = ([kind]: QueryKey): boolean => live.has(kind);
