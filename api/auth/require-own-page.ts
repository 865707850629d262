import { isCsrfTokenOf } from '#process/csrf-token';
import { changesNothing } from '../http/changes-nothing.ts';
import type { Credentials } from '../http/endpoint.ts';
import { RefusedPerson } from './refused-person.ts';

/**
 * Let a request act by its cookie only if a page of that session sends it. Browsers add cookies whoever wrote the request,
 * and name the origin of the page with everything that may change something; a foreign one is refused at the door already.
 * The token says besides that it is a page of this session: one that was left open by whoever was signed in here before
 * does nothing in the name of whoever is now.
 *
 * @param session its token, and whose it is
 * @throws {RefusedPerson} `forbidden`, `stale_session`
 */
export function requireOwnPage(
  { method, headers }: Credentials,
  { token, staffId }: { readonly token: string; readonly staffId: string },
): void {
  if (changesNothing(method)) return;
  if (headers.origin === undefined) {
    throw new RefusedPerson(staffId, 'forbidden', {
      detail: 'A request that changes something by a cookie must have an Origin header.',
    });
  }
  if (!isCsrfTokenOf(token, headers['x-csrf-token'])) throw new RefusedPerson(staffId, 'stale_session');
}
