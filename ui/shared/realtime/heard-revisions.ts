import type { Room } from '#domain/contracts/rooms';

/** What a page has heard of tickets, room by room. */
export interface HeardRevisions {
  /** Note a revision that a room told of. @returns whether it was new: later than what was heard there before */
  note(room: Room, ticketId: string, revision: number): boolean;
  /** The latest that was heard there; 0 if none. */
  latest(room: Room, ticketId: string): number;
}

/** The latest of so many tickets are remembered for each room; a stamp names fewer. */
const most = 500;

/** Remember what was heard, so that what is told again (by an event, by a stamp) is known as such. */
export function rememberRevisions(): HeardRevisions {
  const heard = new Map<Room, Map<string, number>>();
  return {
    latest: (room, ticketId) => heard.get(room)?.get(ticketId) ?? 0,
    note(room, ticketId, revision) {
      const tickets = heard.get(room) ?? new Map<string, number>();
      heard.set(room, tickets);
      if (revision <= (tickets.get(ticketId) ?? 0)) return false;
      // Anew, so that the map stays in the order of hearing.
      tickets.delete(ticketId);
      tickets.set(ticketId, revision);
      const [oldest] = tickets.keys();
      if (tickets.size > most && oldest !== undefined) tickets.delete(oldest);
      return true;
    },
  };
}
