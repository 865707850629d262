import type { Viewer } from '#domain/contracts/session';
import type { OpenSession } from '#store/people/sessions';

/**
 * Whoever is signed in by a session, as their browser knows them.
 *
 * @param csrfToken of the session, for its pages
 */
export function presentViewer(session: OpenSession, csrfToken: string): Viewer {
  const { staffId, name, email, role, permissions, teamIds, mustChangePassword } = session;
  const may = { permissions: [...permissions], teamIds: [...teamIds] };
  return { staffId, name, email, role, ...may, mustChangePassword, csrfToken };
}
