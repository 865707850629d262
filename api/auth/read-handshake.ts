import type { IncomingMessage } from 'node:http';
import { Problem } from '#domain/contracts/problem';
import type { Actor } from '#domain/permissions/actor';
import type { ReadActor } from '../http/endpoint.ts';

/** Whoever opened a socket, and the session they are signed in by; null with a token of tests. */
export interface SignedIn {
  readonly actor: Actor;
  readonly sessionId: string | null;
}

/**
 * Who sends the handshake of a socket, by the database as it is now.
 *
 * @throws {Problem} `unauthenticated`, and others that keep somebody out who is known
 */
export type ReadActorOfHandshake = (handshake: Pick<IncomingMessage, 'method' | 'headers'>) => Promise<SignedIn>;

/** Read handshakes as requests are read, by their `Authorization` header; without a reader nobody is let in. */
export function readHandshakeBy(readActor: ReadActor | null): ReadActorOfHandshake {
  return async ({ headers }) => {
    if (!readActor) throw new Problem('unauthenticated');
    return { actor: await readActor(headers.authorization), sessionId: null };
  };
}
