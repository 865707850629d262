import type { ActorReaders } from './read-actor.ts';

/**
 * Who sends the handshake of a socket, by the database as it is now: as requests are read, with the session.
 *
 * @throws {Problem} `unauthenticated`, and others that keep somebody out who is known
 */
export type ReadActorOfHandshake = ActorReaders['readSignedIn'];
