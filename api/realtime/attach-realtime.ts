import type { Server as HttpServer } from 'node:http';
import type { ClientToServerEvents, ServerToClientEvents } from '#domain/contracts/realtime';
import type { Logger } from '#process/logger';
import { realtimeStream } from '#process/publish-realtime';
import { createAdapter } from '@socket.io/redis-streams-adapter';
import type { Redis } from 'ioredis';
import { Server } from 'socket.io';
import { isOwnOrigin } from '../http/is-own-origin.ts';
import { hangUp } from '../http-server.ts';

/** The Socket.IO server of an API process. */
export type RealtimeServer = Server<ClientToServerEvents, ServerToClientEvents>;

/** What the sockets need; `redis` only lends its address, the connections are of their own. */
export interface RealtimeDeps {
  readonly server: HttpServer;
  readonly redis: Redis;
  readonly frontendOrigins: readonly string[];
  readonly logger: Logger;
}

const path = '/socket.io';

/** A browser has nothing long to say over a socket; bytes. */
const longestMessage = 16 * 1024;

/**
 * Put Socket.IO on the HTTP server, under `/socket.io`, fed by the Redis stream that all processes publish to.
 *
 * Sockets outlive Redis: while it is away nothing arrives, and the page polls. Close it before the HTTP server, which
 * waits for open connections.
 */
export function attachRealtime({ server, redis, frontendOrigins, logger }: RealtimeDeps): {
  io: RealtimeServer;
  close(): Promise<void>;
} {
  // Patient and never refusing: the adapter reads in a loop without a pause, so a read that failed at once would spin.
  const stream = redis.duplicate({ lazyConnect: false, enableOfflineQueue: true, maxRetriesPerRequest: null });
  stream.on('error', (error: Error) => {
    logger.debug({ err: error }, 'The realtime connection to Redis failed; it reconnects by itself.');
  });

  const io: RealtimeServer = new Server(server, {
    path,
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

  return {
    io,
    async close() {
      io.disconnectSockets(true);
      await io.of('/').adapter.close();
      io.engine.close();
      stream.disconnect();
    },
  };
}
