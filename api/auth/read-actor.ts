import type { Actor } from '#domain/permissions/actor';
import type { Queryable } from '#store/queryable';
import type { Credentials, ReadActor } from '../http/endpoint.ts';
import { readApiToken } from './read-api-token.ts';
import { readSessionFrom, type SessionActor } from './read-session.ts';
import { readTestTokenFrom } from './read-test-token.ts';
import type { SessionCookie } from './session-cookie.ts';
import { RefusedPerson } from './refused-person.ts';

/** Who asks, and the session they are signed in by; null with a token of tests. */
export interface SignedIn {
  readonly actor: Actor;
  readonly sessionId: string | null;
}

/** Ways to read who sends a request. Each asks the database, each time. */
export interface ActorReaders {
  /** Whoever is signed in and has nothing to do first. What almost every endpoint asks. */
  readonly readActor: ReadActor;
  /** The same with the session, for those who must notice its end, such as sockets: give it their handshake. */
  readonly readSignedIn: (request: Credentials) => Promise<SignedIn>;
  /** The same when we look by ourselves whether somebody still is: no session is kept alive by it. */
  readonly lookAgain: (request: Credentials) => Promise<SignedIn>;
  /** Whoever has a session, also those who must change their password first. For the endpoints of the session alone. */
  readonly readSession: ReadActor<SessionActor>;
}

interface ReaderParts {
  readonly client: Queryable;
  readonly cookie: SessionCookie;
  /** Signs tokens that let tests in without a session; null in production, where there are none. */
  readonly testSecret: string | null;
}

const bearer = /^Bearer +([\w.~+/-]+=*) *$/i;

/**
 * Read who sends a request: by the token of a program, the cookie of their session, or outside production a token of tests.
 *
 * @throws {Problem} `unauthenticated`, `password_change_required`; `forbidden` if a request that changes something by a
 * cookie does not say which page sends it, or comes with a token that only reads; `stale_session` if that page is of another
 * session
 */
export function createActorReaders({ client, cookie, testSecret }: ReaderParts): ActorReaders {
  const readSession = readSessionFrom(client, cookie);
  const readTestToken = testSecret === null ? undefined : readTestTokenFrom(client, testSecret);
  const readBy =
    (read: ReadActor<SessionActor>) =>
    async (request: Credentials): Promise<SignedIn> => {
      const token = bearer.exec(request.headers.authorization ?? '')?.[1];
      if (token !== undefined && readTestToken) return { actor: await readTestToken(token), sessionId: null };
      const { session, kind, id, permissions, teamIds } = await read(request);
      if (session.mustChangePassword) throw new RefusedPerson(id, 'password_change_required');
      return { actor: { kind, id, permissions, teamIds }, sessionId: session.sessionId };
    };
  const readSignedIn = readBy(readSession);
  const lookAgain = readBy(readSessionFrom(client, cookie, false));
  // Programs come by requests alone: a socket is a page's.
  const readActor: ReadActor = async (request) => {
    const token = bearer.exec(request.headers.authorization ?? '')?.[1];
    const program = token === undefined ? null : await readApiToken(client, token, request);
    return program ?? (await readSignedIn(request)).actor;
  };
  return { readSession, readSignedIn, lookAgain, readActor };
}
