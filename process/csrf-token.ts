import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * What a page of a session sends with all that changes something, in the header `X-CSRF-Token`: 256 bits in base64url, which
 * only whoever may read the session's answers knows. It follows from the session's token, so that every process knows it
 * without a store, it lives as long as the session, and a page of another session has another one.
 *
 * @param sessionToken as the cookie carries it
 */
export const csrfTokenOf = (sessionToken: string): string =>
  createHmac('sha256', sessionToken).update('nixflow csrf token').digest('base64url');

/** Whether somebody showed the token of that session. Compared in constant time. */
export function isCsrfTokenOf(sessionToken: string, shown: string | string[] | undefined): boolean {
  if (typeof shown !== 'string') return false;
  const [right, other] = [Buffer.from(csrfTokenOf(sessionToken)), Buffer.from(shown)];
  return right.length === other.length && timingSafeEqual(right, other);
}
