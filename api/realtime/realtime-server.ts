import type { Problem } from '#domain/contracts/problem';
import { staffRoom, type ClientToServerEvents, type ServerToClientEvents } from '#domain/contracts/realtime';
import type { Room } from '#domain/contracts/rooms';
import type { Server, Socket } from 'socket.io';
import type { SignedIn } from '../auth/read-actor.ts';

/** Who is at the other end of a socket; `unknown` while the database has not said. */
export type Who =
  | ({ readonly kind: 'somebody' } & SignedIn)
  | { readonly kind: 'nobody'; readonly why: Problem }
  | { readonly kind: 'unknown' };

/** What a process knows about one of its sockets. */
export interface SocketData {
  who: Who;
  /** Those it was let into. */
  readonly rooms: Set<Room>;
  /** Tickets whose presence it is told of without being in their rooms. */
  readonly glances: Set<string>;
}

/** What API processes tell each other. */
interface InterServerEvents {
  /** Look again who is on a ticket. */
  presence: (ticketId: string) => void;
}

/** The Socket.IO server of an API process. */
export type RealtimeServer = Server<ClientToServerEvents, ServerToClientEvents, InterServerEvents, SocketData>;

/** One socket of it. */
export type RealtimeSocket = Socket<ClientToServerEvents, ServerToClientEvents, InterServerEvents, SocketData>;

/** The room of the sockets of one session. */
export const sessionRoom = (sessionId: string) => `session:${sessionId}`;

/** The rooms a socket is in because of who opened it. */
export function ownRoomsOf(who: Who): string[] {
  if (who.kind !== 'somebody' || who.actor.kind !== 'staff') return [];
  return [staffRoom(who.actor.id), ...(who.sessionId === null ? [] : [sessionRoom(who.sessionId)])];
}

/** The sockets of this process that are in a room. */
export function socketsIn(io: RealtimeServer, room: string): RealtimeSocket[] {
  const { adapter, sockets } = io.of('/');
  return [...(adapter.rooms.get(room) ?? [])].flatMap((id) => sockets.get(id) ?? []);
}
