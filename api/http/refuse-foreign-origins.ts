import { Problem } from '#domain/contracts/problem';
import type { RequestHandler } from 'express';
import { changesNothing } from './changes-nothing.ts';
import { isOwnOrigin } from './is-own-origin.ts';

/**
 * Refuse what a page of another origin would change: no cookie of ours does anything for it, and nobody is signed in by it
 * either.
 *
 * CORS alone does not do that: it keeps a foreign page from reading answers and from sending JSON, not from sending.
 */
export function refuseForeignOrigins(frontendOrigins: readonly string[]): RequestHandler {
  return (request, _response, next) => {
    if (!changesNothing(request.method) && !isOwnOrigin(request.headers, frontendOrigins)) {
      throw new Problem('forbidden', { detail: 'Pages of this origin may not do that.' });
    }
    next();
  };
}
