import cors from 'cors';
import type { RequestHandler } from 'express';

/**
 * Let pages of exactly these origins call the API with credentials; others get no CORS header at all.
 *
 * Every answer varies by `Origin`, so that no cache hands one origin's answer to another.
 */
export function allowOrigins(origins: readonly string[]): RequestHandler {
  return cors({
    origin: [...origins],
    credentials: true,
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    allowedHeaders: [
      ...['Content-Type', 'Authorization', 'Idempotency-Key', 'X-CSRF-Token'],
      ...['X-Request-Id', 'X-File-Name', 'X-Form-Token'],
    ],
    exposedHeaders: ['X-Request-Id', 'Retry-After', 'RateLimit', 'RateLimit-Policy', 'Content-Disposition'],
    maxAge: 600,
  });
}
