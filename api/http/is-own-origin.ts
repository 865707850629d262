import type { IncomingHttpHeaders } from 'node:http';

/**
 * Whether a request comes from a page of ours, or from no page at all.
 *
 * The page's own host is always allowed (it reaches us through a proxy), and so is a client that is no browser: browsers name
 * the origin with every request that changes something, and with every handshake of a socket.
 */
export function isOwnOrigin({ origin, host }: IncomingHttpHeaders, frontendOrigins: readonly string[]): boolean {
  if (origin === undefined || frontendOrigins.includes(origin)) return true;
  if (!URL.canParse(origin)) return false;
  const { protocol, host: ofPage } = new URL(origin);
  return ofPage === host && (protocol === 'https:' || protocol === 'http:');
}
