import { Problem } from '#domain/contracts/problem';
import type { StaffActor } from '#domain/permissions/actor';
import { csrfTokenOf } from '#process/csrf-token';
import { hashOfToken } from '#process/secret-token';
import { sessions, type OpenSession } from '#store/people/sessions';
import type { Queryable } from '#store/queryable';
import type { Credentials, ReadActor } from '../http/endpoint.ts';
import { requireOwnPage } from './require-own-page.ts';
import type { SessionCookie } from './session-cookie.ts';

/** Somebody who is signed in by a session, whether or not they must change their password first. */
export interface SessionActor extends StaffActor {
  readonly session: OpenSession;
  /** What pages of this session send with all that changes something. */
  readonly csrfToken: string;
}

/**
 * Read callers from the session that their cookie names. Its row is asked each time: one that was ended lets nobody in any
 * more. Being used moves its end on; `isUse` false: we ask by ourselves, and nobody used it.
 */
export function readSessionFrom(client: Queryable, cookie: SessionCookie, isUse = true): ReadActor<SessionActor> {
  const read = async (request: Credentials): Promise<SessionActor> => {
    const token = cookie.read(request.headers) ?? '';
    const tokenHash = hashOfToken(token);
    const session = tokenHash && (await sessions.findOpen(client, tokenHash));
    if (!session) throw new Problem('unauthenticated');
    const { staffId: id, permissions, teamIds } = session;
    requireOwnPage(request, { token, staffId: id });
    if (isUse && session.isDue) await sessions.touch(client, session.sessionId);
    return { kind: 'staff', id, permissions, teamIds, session, csrfToken: csrfTokenOf(token) };
  };
  return Object.assign(read, { takesSessionsAlone: true } as const);
}
