import type { ClientToServerEvents, RealtimeEvent, ServerToClientEvents } from '#domain/contracts/realtime';
import type { SocketAnswer, SocketAsk } from '#domain/contracts/socket-ask';
import { io, type ManagerOptions, type Socket, type SocketOptions } from 'socket.io-client';

/** Hears what comes over a wire. */
export interface WireEnd {
  event(event: RealtimeEvent): void;
  /** It is connected, perhaps to another process and as somebody else than before. */
  up(): void;
  down(): void;
}

/** The page's way to the server's sockets. Once opened it connects by itself, again and again. */
export interface Wire {
  isUp(): boolean;
  /** Begin to connect. Once is enough. */
  open(): void;
  /** Have one end hear all of it. */
  listen(end: WireEnd): void;
  /** @throws {Error} no answer came in time; whether it was done nobody knows */
  ask(ask: SocketAsk): Promise<SocketAnswer>;
  /** Connect anew, as whoever the browser's cookie says now; one that was never opened stays closed. */
  reopen(): void;
}

/** Longer than the server takes to say that its database is away. */
const patienceMs = 10_000;
/** Whoever the server sent away comes back after this and a little more. */
const awayMs = 1_000;

/**
 * Lay the wire. Web socket first: it needs no sticky sessions where several API processes serve.
 *
 * @param options for those who are no browser and have no cookie
 */
export function layWire(origin: string, options: Partial<ManagerOptions & SocketOptions> = {}): Wire {
  const socket: Socket<ServerToClientEvents, ClientToServerEvents> = io(origin === '' ? undefined : origin, {
    path: '/socket.io',
    autoConnect: false,
    transports: ['websocket', 'polling'],
    withCredentials: true,
    reconnectionDelayMax: 5_000,
    ...options,
  });
  let isOpened = false;
  socket.on('disconnect', (reason) => {
    // The one case in which Socket.IO leaves it at that: a session that ended, a server that said enough.
    if (reason === 'io server disconnect') setTimeout(() => socket.connect(), awayMs * (1 + Math.random()));
  });
  return {
    isUp: () => socket.connected,
    open() {
      if (isOpened) return;
      isOpened = true;
      socket.connect();
    },
    listen(end) {
      socket.on('event', (event) => end.event(event));
      socket.on('connect', () => end.up());
      socket.on('disconnect', () => end.down());
    },
    ask: (ask) => socket.timeout(patienceMs).emitWithAck('ask', ask),
    reopen() {
      if (isOpened) socket.disconnect().connect();
    },
  };
}
