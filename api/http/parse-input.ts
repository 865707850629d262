import { Problem, type FieldError } from '#domain/contracts/problem';
import type { z } from 'zod';
import type { Endpoint, EndpointInput } from './endpoint.ts';

const mostErrors = 50;

/**
 * The input of an endpoint, checked against its schemas.
 *
 * @throws {Problem} `invalid_request` naming every wrong field of path, query, headers and body together
 */
export function parseInput(endpoint: Endpoint, raw: EndpointInput): EndpointInput {
  const errors: FieldError[] = [];
  const parse = (place: FieldError['in'], schema: z.ZodType | undefined, value: unknown): unknown => {
    if (!schema) return undefined;
    if (place !== 'body' && hasNul(value)) {
      errors.push({ in: place, pointer: '', code: 'invalid_characters', message: 'NUL characters are not allowed' });
      return undefined;
    }
    const parsed = schema.safeParse(value);
    if (!parsed.success) errors.push(...parsed.error.issues.map((issue) => toFieldError(place, issue)));
    return parsed.data;
  };
  const input = {
    params: parse('path', endpoint.params, raw.params),
    query: parse('query', endpoint.query, raw.query),
    headers: parse('header', endpoint.headers, raw.headers),
    body: parse('body', endpoint.body, raw.body),
  };
  if (errors.length > 0) throw new Problem('invalid_request', { errors: errors.slice(0, mostErrors) });
  return input;
}

/** One thing that a schema found wrong, as callers are told. */
export function toFieldError(place: FieldError['in'], issue: z.core.$ZodIssue): FieldError {
  const pointer = issue.path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
  return { in: place, pointer, code: issue.code, message: issue.message.slice(0, 500) };
}

/** PostgreSQL stores no NUL characters. Those of bodies are refused where JSON is read. */
function hasNul(value: unknown): boolean {
  return Object.entries(value ?? {})
    .flat(2)
    .some((text) => typeof text === 'string' && text.includes('\0'));
}
