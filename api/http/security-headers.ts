import type { RequestHandler } from 'express';
import helmet from 'helmet';

const halfAYearSeconds = 180 * 24 * 60 * 60;

/**
 * Headers that tell browsers what our pages may do: nothing but what this origin serves, no inline script, no frames.
 *
 * HSTS goes out only where TLS is certain: the frontend's address is `https:`, or this request came through TLS (as a
 * trusted proxy says).
 */
export function securityHeaders({ alwaysTls }: { readonly alwaysTls: boolean }): RequestHandler[] {
  const hsts = helmet.strictTransportSecurity({ maxAge: halfAYearSeconds, includeSubDomains: false });
  return [
    helmet({
      strictTransportSecurity: false,
      xFrameOptions: { action: 'deny' },
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          defaultSrc: ["'self'"],
          imgSrc: ["'self'", 'data:'],
          objectSrc: ["'none'"],
          baseUri: ["'none'"],
          formAction: ["'self'"],
          frameAncestors: ["'none'"],
        },
      },
    }),
    (request, response, next) => {
      if (alwaysTls || request.secure) hsts(request, response, next);
      else next();
    },
  ];
}
