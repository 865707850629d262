import type { PresenceState } from '#domain/contracts/presence';
import type { RealtimeEvent } from '#domain/contracts/realtime';
import { ticketOf, ticketRoom, type Room } from '#domain/contracts/rooms';
import type { TicketStamp } from '#domain/contracts/ticket-stamp';
import { watchConnection, type ConnectionState } from './connection.ts';
import { keepGlances } from './keep-glances.ts';
import { keepPresence } from './keep-presence.ts';
import { keepRooms } from './keep-rooms.ts';
import type { Wire } from './wire.ts';

/** Told of everything that happens on the connection. */
export interface Follower {
  /** Something was pushed. */
  heard?(event: RealtimeEvent): void;
  /** The page was let into a room; `isAgain`: it was in it before, and missed what happened meanwhile. */
  entered?(room: Room, stamp: TicketStamp | null, isAgain: boolean): void;
  turned?(state: ConnectionState): void;
}

/** The one connection of a page. */
export interface Realtime {
  /** Begin to connect. Once is enough. */
  open(): void;
  state(): ConnectionState;
  /** Be told until the returned function is called. */
  follow(follower: Follower): () => void;
  /** Be in a room until the returned function is called. */
  enter(room: Room): () => void;
  /** Do something on a ticket until the returned function is called; heard of while the page is in its room. */
  present(ticketId: string, state: PresenceState): () => void;
  /** Hear who is on these tickets until the returned function is called, without being in their rooms. */
  glance(ticketIds: readonly string[]): () => void;
  /** Connect anew: somebody signed in or out. */
  reconnect(): void;
}

/** Before connecting anew because the server knows nobody; milliseconds. */
const unknownMs = 5_000;

/** Make the page's connection out of a wire. */
export function createRealtime(wire: Wire): Realtime {
  const followers = new Set<Follower>();
  let unknown: ReturnType<typeof setTimeout> | undefined;

  const connection = watchConnection((state) => {
    for (const follower of followers) follower.turned?.(state);
  });
  const look = () => connection.look({ isUp: wire.isUp(), isComplete: rooms.isComplete() });
  const rooms = keepRooms({
    wire,
    changed: () => look(),
    entered(room, stamp, isAgain) {
      for (const follower of followers) follower.entered?.(room, stamp, isAgain);
      const ticketId = ticketOf(room);
      if (ticketId !== undefined) presence.entered(ticketId);
    },
    // Somebody signed in elsewhere, or the handshake was before the sign-in.
    unknown() {
      unknown ??= setTimeout(() => {
        unknown = undefined;
        wire.reopen();
      }, unknownMs);
    },
  });
  const presence = keepPresence(wire, (ticketId) => rooms.isIn(ticketRoom(ticketId)));

  const glances = keepGlances(wire);

  wire.listen({
    event(event) {
      if (event.type === 'room.closed') rooms.closed(event.room);
      for (const follower of followers) follower.heard?.(event);
    },
    up() {
      rooms.enterAll();
      glances.renew();
      look();
    },
    down: look,
  });

  return {
    open() {
      wire.open();
      look();
    },
    state: () => connection.state(),
    follow(follower) {
      followers.add(follower);
      return () => followers.delete(follower);
    },
    enter: (room) => rooms.enter(room),
    present: (ticketId, state) => presence.begin(ticketId, state),
    glance: (ticketIds) => glances.begin(ticketIds),
    reconnect: () => wire.reopen(),
  };
}
