import { isList } from '#domain/contracts/rooms';
import { canOpenList } from '#domain/permissions/list';
import { repeat, type Repeated } from '#process/repeat';
import type { ReadActorOfHandshake } from '../auth/read-handshake.ts';
import { settle, whoSent } from './identify.ts';
import type { EnterRooms } from './enter-rooms.ts';
import type { RealtimeServer, RealtimeSocket } from './realtime-server.ts';

interface Recheck {
  readonly io: RealtimeServer;
  readonly read: ReadActorOfHandshake;
  readonly rooms: Pick<EnterRooms, 'close'>;
  readonly everyMs: number;
}

/**
 * Ask again and again whether the people at the other ends are still signed in, once for all sockets of one session. Sockets
 * of sessions that are over are ended, and whoever lost a team leaves its list. What they may see of tickets, the stamps check.
 */
export function recheckSockets({ io, read, rooms, everyMs }: Recheck): Repeated {
  return repeat(everyMs, async () => {
    for (const [first, ...others] of bySession(io)) {
      const who = await whoSent(first.request, read);
      for (const socket of [first, ...others]) {
        settle(socket, who);
        if (who.kind !== 'somebody') continue;
        for (const room of socket.data.rooms) {
          if (isList(room) && !canOpenList(who.actor, room)) rooms.close(socket, room);
        }
      }
    }
  });
}

/** Sockets that may be somebody's, those with the same credentials together. */
function bySession(io: RealtimeServer): [RealtimeSocket, ...RealtimeSocket[]][] {
  const groups = new Map<string, [RealtimeSocket, ...RealtimeSocket[]]>();
  for (const socket of io.of('/').sockets.values()) {
    if (socket.data.who.kind === 'nobody') continue;
    const { cookie = '', authorization = '' } = socket.request.headers;
    const key = JSON.stringify([cookie, authorization]);
    const group = groups.get(key);
    if (group) group.push(socket);
    else groups.set(key, [socket]);
  }
  return [...groups.values()];
}
