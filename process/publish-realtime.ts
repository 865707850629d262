import {
  staffRoom,
  type EventForAll,
  type RealtimeEvent,
  type StaffEvent,
  type TicketEvent,
} from '#domain/contracts/realtime';
import { ticketRoom, type ListRoom } from '#domain/contracts/rooms';
import type { Redis } from 'ioredis';
import type { Logger } from './logger.ts';
import { isAway } from './open-redis.ts';

/** The Redis stream that carries events from every process to every API process, and how many it keeps, about. */
export const realtimeStream = { name: 'nixflow:realtime', maxLength: 2_000 } as const;

/** Tells the browsers. */
export interface RealtimePublisher {
  /** Send and forget: an event is a hint, never awaited and never kept for a Redis that is away. */
  publish(event: EventForAll): void;
}

/** Socket.IO's wire numbers: a broadcast between servers, an event to clients. */
const broadcast = '3';
const eventPacket = 2;

/**
 * Emit to browsers from any process, API or worker.
 *
 * Writes one stream entry in the form in which `@socket.io/redis-streams-adapter` writes a broadcast, so each API
 * process hands it to its sockets. A Socket.IO server without HTTP would do too, but it would read the whole stream
 * back and hold three connections per worker only to ignore what it reads. The form is the adapter's own business: its
 * version is pinned and attach-realtime.integration.test.ts reads our entries with the real adapter.
 */
export function createRealtimePublisher({ redis, logger }: { redis: Redis; logger: Logger }): RealtimePublisher {
  return {
    publish(event) {
      if (isAway(redis)) return;
      redis.xadd(...entryOf(event, [])).catch((error: unknown) => {
        logger.debug({ err: error, type: event.type }, 'An event was not sent to the browsers: Redis does not answer.');
      });
    },
  };
}

/**
 * Tell those who look at a ticket or at one of these lists, from any process; resolves when Redis has both. Nobody else hears
 * it: an empty room is silence, not everybody.
 *
 * Two events, since a requester may hear of their ticket and not of the desk's lists. Gives no answer while Redis gives none:
 * the caller has its own deadline.
 *
 * @throws {Error} Redis is away or refuses
 */
export async function sendTicketChanged(redis: Redis, event: TicketEvent, lists: readonly ListRoom[]): Promise<void> {
  if (isAway(redis)) throw new Error('Redis is away.');
  const { ticketId, revision } = event;
  const both = redis.multi().xadd(...entryOf(event, [ticketRoom(ticketId)]));
  if (lists.length > 0) both.xadd(...entryOf({ type: 'list.changed', lists: [...lists], ticketId, revision }, lists));
  const answers = await both.exec();
  for (const [error] of answers ?? []) if (error) throw error;
}

/** The same for one person on the agent side, wherever that person is signed in. */
export async function sendToStaffRoom(redis: Redis, staffId: string, event: StaffEvent): Promise<void> {
  if (isAway(redis)) throw new Error('Redis is away.');
  await redis.xadd(...entryOf(event, [staffRoom(staffId)]));
}

/** What XADD takes. */
function entryOf(event: RealtimeEvent, rooms: readonly string[]): [key: string, ...args: (string | number)[]] {
  const packet = { type: eventPacket, data: ['event', event], nsp: '/' };
  const data = JSON.stringify({ packet, opts: { rooms, except: [], flags: {} } });
  const fields = ['uid', 'publisher', 'nsp', '/', 'type', broadcast, 'data', data];
  return [realtimeStream.name, 'MAXLEN', '~', realtimeStream.maxLength, '*', ...fields];
}
