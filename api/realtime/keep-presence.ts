import type { PresenceState, PresentPerson } from '#domain/contracts/presence';
import type { Logger } from '#process/logger';
import { repeat } from '#process/repeat';
import type { Redis } from 'ioredis';
import { mergePresence, type PresenceEntry } from './merge-presence.ts';
import { exchangePresence } from './presence-in-redis.ts';
import { socketsIn, type RealtimeServer, type RealtimeSocket } from './realtime-server.ts';

/** Who is on which ticket, as far as this process's sockets are concerned. */
export interface Presence {
  /** Tell a socket who is on a ticket, now and whenever it changes. */
  watch(socket: RealtimeSocket, ticketId: string): void;
  /** Tell it no more; its person is not there by it any more either. */
  unwatch(socket: RealtimeSocket, ticketId: string): void;
  /** Tell a socket who is on these tickets, as `watch` does, instead of those it glanced at before. */
  glance(socket: RealtimeSocket, ticketIds: readonly string[]): void;
  /** Note what a socket's person does. */
  note(socket: RealtimeSocket, ticketId: string, doing: Doing | null): void;
  /** Take back what this process wrote. */
  close(): Promise<void>;
}

/** What somebody does on a ticket. */
export interface Doing {
  readonly staffId: string;
  readonly name: string | null;
  readonly state: PresenceState;
}

interface PresenceParts {
  readonly io: RealtimeServer;
  readonly redis: Redis;
  readonly logger: Logger;
  /** How often entries are renewed and read; milliseconds. */
  readonly everyMs: number;
  /** How long an entry lives that nobody renews. */
  readonly ttlMs: number;
}

/** Rooms of the sockets that are told of a ticket: those on its page, and those that have it in a list. */
const prefixes = { watching: 'presence:', glancing: 'glance:' } as const;
const roomsOf = (ticketId: string) => Object.values(prefixes).map((prefix) => prefix + ticketId);

/**
 * Keep presence in Redis and tell this process's sockets of it.
 *
 * One exchange with Redis at a time: what came meanwhile waits for the next, and goes with it. After a change other processes
 * are told to look again; and each looks every few seconds anyway, so ghosts of a killed process go, and a flushed Redis is
 * full again, without anybody being told. While Redis is away sockets keep what they heard last.
 */
export function keepPresence({ io, redis, logger, everyMs, ttlMs }: PresenceParts): Presence {
  const own = createOwnEntries();
  /** What the sockets here were told last, by ticket. */
  const told = new Map<string, readonly PresentPerson[]>();
  const changed = new Set<string>();
  const toRead = new Set<string>();
  let running = Promise.resolve();

  const tell = (ticketId: string, entries: readonly PresenceEntry[]) => {
    const people = mergePresence(entries);
    if (JSON.stringify(told.get(ticketId)) === JSON.stringify(people)) return;
    told.set(ticketId, people);
    io.local.to(roomsOf(ticketId)).emit('event', { type: 'presence.changed', ticketId, people });
  };
  const exchange = async () => {
    const tickets = [...toRead];
    toRead.clear();
    const sent = tickets.map((ticketId) => own.of(ticketId));
    const read = await exchangePresence(redis, sent, ttlMs);
    own.forget(sent);
    for (const [ticketId, entries] of read) tell(ticketId, entries);
    for (const ticketId of tickets) if (changed.delete(ticketId)) io.serverSideEmit('presence', ticketId);
  };
  const run = async () => {
    try {
      while (toRead.size > 0) await exchange();
    } catch (error) {
      // What was to be written still is, by the next round.
      logger.debug({ err: error }, 'Presence was not exchanged: Redis does not answer.');
    }
  };
  const look = (...ticketIds: string[]) => {
    for (const ticketId of ticketIds) toRead.add(ticketId);
    running = running.then(run);
    return running;
  };
  const watched = () => [
    ...new Set(
      [...io.of('/').adapter.rooms.keys()].flatMap((room) => {
        const prefix = Object.values(prefixes).find((one) => room.startsWith(one));
        return prefix === undefined ? [] : [room.slice(prefix.length)];
      }),
    ),
  ];

  io.on('presence', (ticketId) => {
    if (roomsOf(ticketId).some((room) => socketsIn(io, room).length > 0)) void look(ticketId);
  });
  const rounds = repeat(everyMs, async () => {
    const here = watched();
    const isHere = new Set(here);
    for (const ticketId of told.keys()) if (!isHere.has(ticketId)) told.delete(ticketId);
    await look(...here, ...own.tickets());
  });

  const note: Presence['note'] = (socket, ticketId, doing) => {
    if (!own.note(socket.id, ticketId, doing)) return;
    changed.add(ticketId);
    void look(ticketId);
  };
  return {
    note,
    watch(socket, ticketId) {
      void socket.join(prefixes.watching + ticketId);
      told.delete(ticketId);
      void look(ticketId);
    },
    unwatch(socket, ticketId) {
      void socket.leave(prefixes.watching + ticketId);
      note(socket, ticketId, null);
    },
    glance(socket, ticketIds) {
      const { glances } = socket.data;
      for (const ticketId of glances) {
        if (ticketIds.includes(ticketId)) continue;
        glances.delete(ticketId);
        void socket.leave(prefixes.glancing + ticketId);
      }
      const added = ticketIds.filter((ticketId) => !glances.has(ticketId));
      for (const ticketId of added) {
        glances.add(ticketId);
        void socket.join(prefixes.glancing + ticketId);
        // Alone: whoever scrolls does not have everybody told anew who has the same tickets in sight.
        const people = told.get(ticketId);
        if (people) socket.emit('event', { type: 'presence.changed', ticketId, people: [...people] });
      }
      void look(...added);
    },
    async close() {
      await rounds.stop();
      await look(...own.tickets());
    },
  };
}

/** What the sockets of this process do, and what of it Redis does not know yet. */
function createOwnEntries() {
  const here = new Map<string, Map<string, PresenceEntry>>();
  const gone = new Map<string, PresenceEntry[]>();
  return {
    tickets: () => [...new Set([...here.keys(), ...gone.keys()])],
    of: (ticketId: string) => ({
      ticketId,
      here: [...(here.get(ticketId)?.values() ?? [])],
      gone: [...(gone.get(ticketId) ?? [])],
    }),
    /** These are gone from Redis, too. */
    forget(sent: readonly { readonly ticketId: string; readonly gone: readonly PresenceEntry[] }[]) {
      for (const { ticketId, gone: removed } of sent) {
        const left = (gone.get(ticketId) ?? []).filter((entry) => !removed.includes(entry));
        if (left.length === 0) gone.delete(ticketId);
        else gone.set(ticketId, left);
      }
    },
    /** @returns whether that is something new */
    note(socketId: string, ticketId: string, doing: Doing | null): boolean {
      const entries = here.get(ticketId) ?? new Map<string, PresenceEntry>();
      const before = entries.get(socketId);
      if (before?.state === doing?.state) return false;
      if (before) gone.set(ticketId, [...(gone.get(ticketId) ?? []), before]);
      if (doing) entries.set(socketId, { ...doing, socketId, since: new Date().toISOString() });
      else entries.delete(socketId);
      if (entries.size === 0) here.delete(ticketId);
      else here.set(ticketId, entries);
      return true;
    },
  };
}
