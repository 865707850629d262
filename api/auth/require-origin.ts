import { Problem } from '#domain/contracts/problem';
import { changesNothing } from '../http/changes-nothing.ts';
import type { Credentials } from '../http/endpoint.ts';

/**
 * Let a request act by its cookie only if a page says that it sends it: browsers add cookies whoever wrote the request, and
 * name the origin of the page with everything that may change something. A foreign one is refused at the door already.
 *
 * @throws {Problem} `forbidden`
 */
export function requireOrigin({ method, headers }: Credentials): void {
  if (changesNothing(method) || headers.origin !== undefined) return;
  throw new Problem('forbidden', {
    detail: 'A request that changes something by a cookie must have an Origin header.',
  });
}
