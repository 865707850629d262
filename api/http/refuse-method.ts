import { Problem } from '#domain/contracts/problem';
import type { RequestHandler } from 'express';

/**
 * Answer 405, naming what the address understands (RFC 9110 section 15.5.6). GET brings HEAD; OPTIONS is answered for
 * every address by `allowOrigins`.
 */
export function refuseMethod(understood: Iterable<string>): RequestHandler {
  const methods = new Set([...understood, 'OPTIONS']);
  if (methods.has('GET')) methods.add('HEAD');
  const allow = [...methods].sort().join(', ');
  return (_request, response) => {
    response.setHeader('Allow', allow);
    throw new Problem('method_not_allowed', { detail: `Allowed: ${allow}.` });
  };
}
