import { Problem, type ProblemCode } from '#domain/contracts/problem';
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

/** About the page that asks, not about who is signed in. */
const ofPages: ReadonlySet<ProblemCode> = new Set<ProblemCode>(['forbidden', 'stale_session']);

/**
 * Who asks something over a socket, by the database as it is now. The handshake of nobody never becomes somebody's.
 *
 * @param asked the handshake, unless more was shown than it has
 * @throws {Problem} `unauthenticated` and the like
 */
export async function requireActor(
  socket: RealtimeSocket,
  read: ReadActorOfHandshake,
  asked: Parameters<ReadActorOfHandshake>[0] = socket.request,
): Promise<Actor> {
  const { who } = socket.data;
  if (who.kind === 'nobody') throw who.why;
  try {
    const signedIn = await read(asked);
    settle(socket, { kind: 'somebody', ...signedIn });
    return signedIn.actor;
  } catch (error) {
    const isOfPerson = error instanceof Problem && error.status < 500 && !ofPages.has(error.code);
    if (isOfPerson) settle(socket, { kind: 'nobody', why: error });
    throw error;
  }
}
