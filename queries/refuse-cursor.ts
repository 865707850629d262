import { isUuid } from '#domain/is-uuid';
import { Problem } from '#domain/contracts/problem';

/**
 * Refuse where a page shall begin.
 *
 * @param pointer the parameter it came in
 * @throws {Problem} `invalid_request`, always
 */
export function refuseCursor(pointer: string): never {
  const message = 'is not where a page of this list ended';
  throw new Problem('invalid_request', { errors: [{ in: 'query', pointer, code: 'invalid_cursor', message }] });
}

/** The id with which a page ended, where that is all there is to it. @throws {Problem} `invalid_request` if it is none */
export function readIdCursor(after: string | undefined): string | undefined {
  return after === undefined || isUuid(after) ? after : refuseCursor('/after');
}
