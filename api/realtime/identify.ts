import { Problem } from '#domain/contracts/problem';
import type { Actor } from '#domain/permissions/actor';
import type { ReadActorOfHandshake } from '../auth/read-handshake.ts';
import { ownRoomsOf, type RealtimeSocket, type Who } from './realtime-server.ts';

/** Find out who sent a handshake. Never rejects: a database that gives no answer leaves it `unknown`. */
export async function whoSent(
  handshake: Parameters<ReadActorOfHandshake>[0],
  read: ReadActorOfHandshake,
): Promise<Who> {
  try {
    return { kind: 'somebody', ...(await read(handshake)) };
  } catch (error) {
    return error instanceof Problem && error.status < 500 ? { kind: 'nobody', why: error } : { kind: 'unknown' };
  }
}

/** Take down who a socket belongs to. One whose session is over is ended; a silent database changes nothing. */
export function settle(socket: RealtimeSocket, who: Who): void {
  const { who: before } = socket.data;
  if (who.kind === 'unknown' && before.kind === 'somebody') return;
  socket.data.who = who;
  if (before.kind === 'somebody' && who.kind === 'nobody') socket.disconnect(true);
  else void socket.join(ownRoomsOf(who));
}

/**
 * Who asks something over a socket, by the database as it is now. The handshake of nobody never becomes somebody's.
 *
 * @throws {Problem} `unauthenticated` and the like
 */
export async function requireActor(socket: RealtimeSocket, read: ReadActorOfHandshake): Promise<Actor> {
  const { who } = socket.data;
  if (who.kind === 'nobody') throw who.why;
  try {
    const signedIn = await read(socket.request);
    settle(socket, { kind: 'somebody', ...signedIn });
    return signedIn.actor;
  } catch (error) {
    if (error instanceof Problem && error.status < 500) settle(socket, { kind: 'nobody', why: error });
    throw error;
  }
}
