import type { RequestHandler, Response } from 'express';

/** Remember which route answers, by its pattern: what the figures show instead of the address. */
export function nameRoute(pattern: string): RequestHandler {
  return (_request, response, next) => {
    response.locals['route'] = pattern;
    next();
  };
}

/** The pattern of the route that answered, `unmatched` if none did. */
export function routeName(response: Response): string {
  const name: unknown = response.locals['route'];
  return typeof name === 'string' ? name : 'unmatched';
}
