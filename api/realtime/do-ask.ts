import { Problem } from '#domain/contracts/problem';
import { ticketRoom } from '#domain/contracts/rooms';
import type { ReadSocketAsk } from '#domain/contracts/socket-ask';
import { staff } from '#store/people/staff';
import type { Queryable } from '#store/queryable';
import type { ReadActorOfHandshake } from '../auth/read-handshake.ts';
import type { Credentials } from '../http/endpoint.ts';
import type { Ran } from '../http/run-endpoint.ts';
import type { DoAsk } from './answer-asks.ts';
import { callOperation, type Operations } from './call-operation.ts';
import type { EnterRooms } from './enter-rooms.ts';
import type { Glances } from './glances.ts';
import { requireActor } from './identify.ts';
import type { Presence } from './keep-presence.ts';
import type { RealtimeSocket } from './realtime-server.ts';

interface AskParts {
  readonly pool: Queryable;
  readonly read: ReadActorOfHandshake;
  readonly rooms: EnterRooms;
  readonly presence: Presence;
  readonly glances: Glances;
  readonly operations: Operations;
}

/**
 * A handshake changes nothing; a call over its socket does, and shows as much as one over HTTP. Its origin was judged at the
 * handshake, where browsers name none with what goes to their own page's.
 */
const asChange = ({ headers }: Credentials, csrfToken: string | undefined): Credentials => ({
  method: 'POST',
  headers: { ...headers, origin: headers.origin ?? '', 'x-csrf-token': csrfToken },
});

const nothing: Ran = { status: 204, reply: undefined };

/**
 * Do what sockets ask. What concerns a socket's rooms is done in the order in which it was asked, so that whoever enters and
 * leaves at once is out; calls wait for nothing.
 */
export function createDoAsk({ pool, read, rooms, presence, glances, operations }: AskParts): DoAsk {
  const inOrder = new WeakMap<RealtimeSocket, Promise<unknown>>();

  return async (socket, ask, context) => {
    if (ask.type === 'call') {
      const actor = await requireActor(socket, read, asChange(socket.request, ask.csrfToken));
      const startedAt = performance.now();
      const ran = await callOperation(operations, ask, { ...context, actor });
      const milliseconds = Math.round(performance.now() - startedAt);
      context.logger.info({ operation: ask.operation, status: ran.status, milliseconds }, 'answered over a socket');
      return ran;
    }
    const done = (inOrder.get(socket) ?? Promise.resolve()).catch(() => undefined).then(() => move(socket, ask));
    inOrder.set(socket, done);
    return done;
  };

  async function move(socket: RealtimeSocket, ask: Exclude<ReadSocketAsk, { type: 'call' }>): Promise<Ran> {
    switch (ask.type) {
      case 'join': {
        const actor = await requireActor(socket, read);
        return { status: 200, reply: { stamp: await rooms.enter(socket, actor, ask.room) } };
      }
      case 'leave':
        rooms.leave(socket, ask.room);
        return nothing;
      case 'presence':
        await notePresence(socket, ask);
        return nothing;
      case 'glance':
        await glances.set(socket, await requireActor(socket, read), ask.ticketIds);
        return nothing;
    }
  }

  async function notePresence(
    socket: RealtimeSocket,
    { ticketId, state }: Extract<ReadSocketAsk, { type: 'presence' }>,
  ): Promise<void> {
    const { who, rooms: entered } = socket.data;
    // To be in the room its person was let in: nobody asks again for each key they press.
    if (!entered.has(ticketRoom(ticketId)) || who.kind !== 'somebody') throw new Problem('not_found');
    if (who.actor.kind !== 'staff') throw new Problem('forbidden');
    if (state === 'away') {
      presence.note(socket, ticketId, null);
      return;
    }
    const name = await staff.nameOf(pool, who.actor.id).catch(() => null);
    if (socket.connected) presence.note(socket, ticketId, { staffId: who.actor.id, name, state });
  }
}
