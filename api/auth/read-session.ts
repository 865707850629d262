import { Problem } from '#domain/contracts/problem';
import type { StaffActor } from '#domain/permissions/actor';
import { hashOfToken } from '#process/secret-token';
import { sessions, type OpenSession } from '#store/people/sessions';
import type { Queryable } from '#store/queryable';
import type { ReadActor } from '../http/endpoint.ts';
import { requireOrigin } from './require-origin.ts';
import type { SessionCookie } from './session-cookie.ts';

/** Somebody who is signed in by a session, whether or not they must change their password first. */
export interface SessionActor extends StaffActor {
  readonly session: OpenSession;
}

/**
 * Read callers from the session that their cookie names. Its row is asked each time: one that was ended lets nobody in any
 * more. Being used moves its end on.
 */
export function readSessionFrom(client: Queryable, cookie: SessionCookie): ReadActor<SessionActor> {
  return async (request) => {
    const tokenHash = hashOfToken(cookie.read(request.headers) ?? '');
    const session = tokenHash && (await sessions.findOpen(client, tokenHash));
    if (!session) throw new Problem('unauthenticated');
    requireOrigin(request);
    if (session.isDue) await sessions.touch(client, session.sessionId);
    const { staffId: id, role, teamIds } = session;
    return { kind: 'staff', id, role, teamIds, session };
  };
}
