import { Problem } from '#domain/contracts/problem';
import express, { type Request, type RequestHandler } from 'express';
import { requireSafeJson } from './require-safe-json.ts';

const jsonType = /^application\/json\s*(?:;\s*charset\s*=\s*"?utf-?8"?\s*)?$/i;

/**
 * Read the body as JSON into `request.body`; without one it is undefined.
 *
 * @throws {Problem} `unsupported_media_type`, `malformed_request`, and `body_too_large` past `limit` bytes, counted
 * after unpacking
 */
export function readJsonBody(limit: number): RequestHandler[] {
  return [
    (request, _response, next) => {
      if (hasBody(request) && !jsonType.test(request.headers['content-type'] ?? '')) {
        throw new Problem('unsupported_media_type', { detail: 'The body must be application/json in UTF-8.' });
      }
      next();
    },
    express.raw({ limit, type: () => true }),
    (request, _response, next) => {
      const bytes: unknown = request.body;
      request.body = bytes instanceof Buffer && bytes.length > 0 ? parse(bytes) : undefined;
      next();
    },
  ];
}

function hasBody({ headers }: Request): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

function parse(bytes: Buffer): unknown {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new Problem('malformed_request', { detail: 'The body is not JSON in UTF-8.' });
  }
  requireSafeJson(value);
  return value;
}
