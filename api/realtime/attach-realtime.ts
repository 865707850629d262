import type { IncomingMessage, Server as HttpServer } from 'node:http';
import { staffRoom } from '#domain/contracts/realtime';
import type { Logger } from '#process/logger';
import { repeat } from '#process/repeat';
import { realtimeStream } from '#process/publish-realtime';
import type { Queryable } from '#store/queryable';
import { createAdapter } from '@socket.io/redis-streams-adapter';
import type { Redis } from 'ioredis';
import { Server } from 'socket.io';
import type { ReadActorOfHandshake } from '../auth/read-handshake.ts';
import type { Endpoint } from '../http/endpoint.ts';
import { isOwnOrigin } from '../http/is-own-origin.ts';
import { hangUp } from '../http-server.ts';
import { answerAsks } from './answer-asks.ts';
import { operationsOf } from './call-operation.ts';
import { createDoAsk } from './do-ask.ts';
import { createGlances } from './glances.ts';
import { createRooms } from './enter-rooms.ts';
import { settle, whoSent } from './identify.ts';
import { keepPresence } from './keep-presence.ts';
import { sessionRoom, type RealtimeServer } from './realtime-server.ts';
import { recheckSockets } from './recheck-sockets.ts';
import { sendStamps } from './send-stamps.ts';

/** What the sockets need; `redis` also lends its address: the adapter's connections are of their own. */
export interface RealtimeDeps {
  readonly server: HttpServer;
  readonly redis: Redis;
  readonly pool: Queryable;
  readonly readActorOfHandshake: ReadActorOfHandshake;
  /** The same for us, who look now and then whether sockets still are somebody's. */
  readonly lookAgain: ReadActorOfHandshake;
  /** Count the handshake of nobody who is signed in. @throws {Problem} `too_many_requests` */
  readonly countNobody: (handshake: IncomingMessage) => Promise<void>;
  /** What sockets may call; those that only read are left out. */
  readonly endpoints: readonly Endpoint[];
  readonly frontendOrigins: readonly string[];
  readonly logger: Logger;
  /** For tests. */
  readonly pace?: Partial<Pace>;
}

/** How often something is done; milliseconds. */
interface Pace {
  readonly stampsMs: number;
  /** Whether people are still signed in: where nobody could tell this process, they are out within 5 s all the same. */
  readonly recheckMs: number;
  /** Whether whom a page sees in its lists may still be seen. */
  readonly glancesMs: number;
  readonly presenceMs: number;
  /** How long a presence lives that its process does not renew. */
  readonly presenceTtlMs: number;
}

/** Whose sockets are to end. */
export type SocketsOf =
  | { readonly sessionId: string }
  /** All of a person on the agent side, but for those of one session. */
  | { readonly staffId: string; readonly butSessionId?: string }
  /** All of these people. */
  | { readonly staffIds: readonly string[] };

/** The sockets of an API process. */
export interface Realtime {
  readonly io: RealtimeServer;
  /** End the sockets of a session or a person on every API process, at once; their pages connect again as whoever they are. */
  endSocketsOf(whose: SocketsOf): void;
  close(): Promise<void>;
}

/** See `Pace`. */
export const usualPace: Pace = {
  stampsMs: 5_000,
  recheckMs: 4_000,
  glancesMs: 5_000,
  presenceMs: 4_000,
  presenceTtlMs: 12_000,
};

const path = '/socket.io';

/** As long as the body of a request; bytes. */
const longestMessage = 1024 * 1024;

/** A page whose network is gone, or a process that is, is noticed within their sum; milliseconds. */
const heartbeat = { pingInterval: 4_000, pingTimeout: 5_000 };

/**
 * Put Socket.IO on the HTTP server, under `/socket.io`, fed by the Redis stream that all processes publish to.
 *
 * Sockets outlive Redis: while it is away nothing arrives, and the stamps tell pages what they miss. A socket of nobody hears
 * what every page may. Close it before the HTTP server, which waits for open connections.
 */
export function attachRealtime(deps: RealtimeDeps): Realtime {
  const { server, redis, pool, readActorOfHandshake: read, endpoints, frontendOrigins, logger, countNobody } = deps;
  const pace = { ...usualPace, ...deps.pace };
  // Patient and never refusing: the adapter reads in a loop without a pause, so a read that failed at once would spin.
  const stream = redis.duplicate({ lazyConnect: false, enableOfflineQueue: true, maxRetriesPerRequest: null });
  stream.on('error', (error: Error) => {
    logger.debug({ err: error }, 'The realtime connection to Redis failed; it reconnects by itself.');
  });

  const io: RealtimeServer = new Server(server, {
    path,
    ...heartbeat,
    destroyUpgrade: false,
    serveClient: false,
    maxHttpBufferSize: longestMessage,
    adapter: createAdapter(stream, { streamName: realtimeStream.name, maxLen: realtimeStream.maxLength }),
    cors: { origin: [...frontendOrigins], credentials: true },
    allowRequest: (request, answer) => {
      // CORS does not guard web sockets, so this does.
      const allowed = isOwnOrigin(request.headers, frontendOrigins);
      if (!allowed) logger.warn({ origin: request.headers.origin }, 'A socket from another origin was refused.');
      answer(allowed ? null : 'Origin not allowed', allowed);
    },
  });
  // Who listens for upgrades gets every one of them, and Node answers none of these by itself.
  server.on('upgrade', (request, socket) => {
    socket.on('error', () => socket.destroy());
    if (request.url?.startsWith(`${path}/`) !== true) hangUp(socket, 400);
  });
  io.engine.on('connection_error', (error: { code: number; message: string }) => {
    logger.debug({ code: error.code, reason: error.message }, 'A socket could not connect.');
  });

  const presence = keepPresence({ io, redis, logger, everyMs: pace.presenceMs, ttlMs: pace.presenceTtlMs });
  const rooms = createRooms(pool, presence);
  const glances = createGlances({ io, pool, presence, logger });
  const act = createDoAsk({ pool, read, rooms, presence, glances, operations: operationsOf(endpoints) });
  io.use((socket, next) => {
    socket.data = { who: { kind: 'unknown' }, rooms: new Set(), glances: new Set() };
    void whoSent(socket.request, read).then(async (who) => {
      try {
        if (who.kind === 'nobody') await countNobody(socket.request);
      } catch {
        // Its page tries again by itself, ever less often; an error to say would make it give up.
        socket.conn.close();
        return;
      }
      settle(socket, who);
      next();
    });
  });
  io.on('connection', (socket) => {
    answerAsks(socket, act, logger);
    socket.on('disconnect', () => {
      for (const room of socket.data.rooms) rooms.leave(socket, room);
    });
  });
  const repeated = [
    sendStamps({ io, pool, rooms, logger, everyMs: pace.stampsMs }),
    recheckSockets({ io, read: deps.lookAgain, rooms, everyMs: pace.recheckMs }),
    repeat(pace.glancesMs, () => glances.recheck()),
  ];

  return {
    io,
    endSocketsOf(whose) {
      const ended = roomsOf(whose);
      // Without a room everybody would be meant.
      if (ended.length === 0) return;
      const spared = 'staffId' in whose && whose.butSessionId !== undefined ? [sessionRoom(whose.butSessionId)] : [];
      // First those here: the other processes are told by Redis, which may be away.
      io.local.in(ended).except(spared).disconnectSockets(true);
      io.in(ended).except(spared).disconnectSockets(true);
    },
    async close() {
      await Promise.all(repeated.map((one) => one.stop()));
      io.local.disconnectSockets(true);
      await presence.close();
      await io.of('/').adapter.close();
      io.engine.close();
      stream.disconnect();
    },
  };
}

/** The rooms in which those sockets are, and no others. */
function roomsOf(whose: SocketsOf): string[] {
  if ('sessionId' in whose) return [sessionRoom(whose.sessionId)];
  return 'staffIds' in whose ? whose.staffIds.map(staffRoom) : [staffRoom(whose.staffId)];
}
