import { Problem } from '#domain/contracts/problem';
import { isList, ticketOf, type ListRoom, type Room } from '#domain/contracts/rooms';
import type { TicketStamp } from '#domain/contracts/ticket-stamp';
import type { Actor } from '#domain/permissions/actor';
import { canOpenList } from '#domain/permissions/list';
import { canSee } from '#domain/permissions/ticket';
import { staff } from '#store/people/staff';
import { teams } from '#store/people/teams';
import type { Queryable } from '#store/queryable';
import { readStamps } from '#store/tickets/read-stamps';
import type { Presence } from './keep-presence.ts';
import type { RealtimeSocket } from './realtime-server.ts';

/** Lets sockets into rooms and out of them. */
export interface EnterRooms {
  /**
   * Let a socket into a room, by the rules by which its person may read over HTTP.
   *
   * @returns how far the ticket is; null for a list
   * @throws {Problem} `not_found`, also where the person may not be; `not_possible` past 100 rooms
   */
  enter(socket: RealtimeSocket, actor: Actor, room: Room): Promise<TicketStamp | null>;
  leave(socket: RealtimeSocket, room: Room): void;
  /** Put a socket out of a room, and tell it. */
  close(socket: RealtimeSocket, room: Room): void;
}

/** Of one socket; a page needs a handful. */
const mostRooms = 100;

/** The rooms of tickets and lists. Whoever enters a ticket's room on the agent side also hears who is on it. */
export function createRooms(pool: Queryable, presence: Presence): EnterRooms {
  const leave = (socket: RealtimeSocket, room: Room) => {
    socket.data.rooms.delete(room);
    void socket.leave(room);
    const ticketId = ticketOf(room);
    if (ticketId !== undefined) presence.unwatch(socket, ticketId);
  };
  return {
    leave,
    async enter(socket, actor, room) {
      const { rooms } = socket.data;
      if (!rooms.has(room) && rooms.size >= mostRooms) {
        throw new Problem('not_possible', { detail: `A socket is in ${String(mostRooms)} rooms at most.` });
      }
      const stamp = isList(room) ? await requireList(pool, actor, room) : await requireTicket(pool, actor, room);
      if (!socket.connected) return stamp;
      rooms.add(room);
      await socket.join(room);
      if (stamp && actor.kind !== 'customer') presence.watch(socket, stamp.ticketId);
      return stamp;
    },
    close(socket, room) {
      leave(socket, room);
      socket.emit('event', { type: 'room.closed', room });
    },
  };
}

async function requireTicket(pool: Queryable, actor: Actor, room: Room): Promise<TicketStamp> {
  const { tickets } = await readStamps(pool, { ticketIds: [ticketOf(room) ?? ''], since: null, mostRecent: 0 });
  const [found] = tickets;
  if (!found || !canSee(actor, found.scope)) throw new Problem('not_found');
  const { ticketId, revision, seq, engine, kin } = found;
  return { ticketId, revision, seq, engine, kin };
}

async function requireList(pool: Queryable, actor: Actor, list: ListRoom): Promise<null> {
  if (!canOpenList(actor, list) || !(await isThere(pool, list))) throw new Problem('not_found');
  return null;
}

async function isThere(pool: Queryable, list: ListRoom): Promise<boolean> {
  if (list === 'all' || list === 'team:none') return true;
  const [kind, id = ''] = list.split(':');
  return kind === 'team' ? teams.exists(pool, id) : (await staff.nameOf(pool, id)) !== null;
}
