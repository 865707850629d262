import type { Viewer } from '#domain/contracts/session';
import type { OpenSession } from '#store/people/sessions';

/** Whoever is signed in by a session, as their browser knows them. */
export function presentViewer(session: OpenSession): Viewer {
  const { staffId, name, email, role, permissions, teamIds, mustChangePassword } = session;
  return { staffId, name, email, role, permissions: [...permissions], teamIds: [...teamIds], mustChangePassword };
}
