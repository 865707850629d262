import { isList, room as roomName, ticketOf, ticketRoom, type ListRoom } from '#domain/contracts/rooms';
import type { TicketStamp } from '#domain/contracts/ticket-stamp';
import { canSee } from '#domain/permissions/ticket';
import type { Logger } from '#process/logger';
import { repeat, type Repeated } from '#process/repeat';
import type { Queryable } from '#store/queryable';
import { readStamps, type StampedTicket } from '#store/tickets/read-stamps';
import type { EnterRooms } from './enter-rooms.ts';
import { socketsIn, type RealtimeServer } from './realtime-server.ts';

interface StampParts {
  readonly io: RealtimeServer;
  readonly pool: Queryable;
  readonly rooms: Pick<EnterRooms, 'close'>;
  readonly logger: Logger;
  readonly everyMs: number;
}

/** How far each look goes back behind the last one: longer than any transaction takes. */
const overlapMs = 20_000;
/** More changed tickets are not named: whoever has a list open asks for it anew. */
const mostChanges = 200;

/**
 * Tell the sockets of this process again and again what PostgreSQL says about their rooms, by one question for all of them. So
 * whoever missed an event learns of it. Nothing is asked while no room is open, and a silent database is asked again.
 *
 * The scope of a ticket comes with it: whoever may not see it any more is put out of its room.
 */
export function sendStamps({ io, pool, rooms, logger, everyMs }: StampParts): Repeated {
  let since: Date | null = null;

  return repeat(everyMs, async () => {
    const { ticketIds, lists } = openRooms(io);
    if (ticketIds.length + lists.length === 0) {
      since = null;
      return;
    }
    try {
      const wanted = { ticketIds, since: lists.length === 0 ? null : since, mostRecent: mostChanges + 1 };
      const { now, tickets } = await readStamps(pool, wanted);
      since = new Date(now.getTime() - overlapMs);
      const byId = new Map(tickets.map((ticket) => [ticket.ticketId, ticket]));
      for (const ticketId of ticketIds) stampTicket(ticketId, byId.get(ticketId));
      const recent = tickets.filter(({ isRecent }) => isRecent);
      for (const list of lists) stampList(list, recent);
    } catch (error) {
      logger.debug({ err: error }, 'Stamps were not sent: PostgreSQL does not answer.');
    }
  });

  function stampTicket(ticketId: string, ticket: StampedTicket | undefined): void {
    const room = ticketRoom(ticketId);
    for (const socket of socketsIn(io, room)) {
      const { who } = socket.data;
      const sees = ticket !== undefined && who.kind === 'somebody' && canSee(who.actor, ticket.scope);
      if (!sees) rooms.close(socket, room);
    }
    if (!ticket) return;
    io.local.to(room).emit('event', { type: 'stamp', room, tickets: [asStamp(ticket)], isCut: false });
  }

  function stampList(list: ListRoom, recent: readonly StampedTicket[]): void {
    const isCut = recent.length > mostChanges;
    const tickets = recent.filter(({ lists }) => lists.includes(list)).map(asStamp);
    if (tickets.length === 0 && !isCut) return;
    io.local.to(list).emit('event', { type: 'stamp', room: list, tickets, isCut });
  }
}

/** Rooms of tickets and lists that sockets of this process are in. */
function openRooms(io: RealtimeServer): { readonly ticketIds: string[]; readonly lists: ListRoom[] } {
  const open = [...io.of('/').adapter.rooms.keys()].flatMap((name) => roomName.safeParse(name).data ?? []);
  return { ticketIds: open.flatMap((name) => ticketOf(name) ?? []), lists: open.filter(isList) };
}

const asStamp = ({ ticketId, revision, seq, engine, kin }: StampedTicket): TicketStamp => ({
  ...{ ticketId, revision, seq, engine, kin },
});
