import type { IncomingHttpHeaders } from 'node:http';
import { sessionLife } from '#domain/people/session-life';
import type { Cookie } from '../http/endpoint.ts';

/** The cookie that carries the token of a session. */
export interface SessionCookie {
  /** The token that a request brings; undefined if it brings none. */
  read(headers: IncomingHttpHeaders): string | undefined;
  /** Have the browser keep this token. */
  keep(token: string): Cookie;
  /** Have the browser drop what it has. */
  drop(): Cookie;
}

const plainName = 'nixflow_session';

/**
 * The session's cookie for these frontends. Where they are reached by https it is sent over TLS alone, and its name begins
 * with `__Host-`: browsers take such a one from this very host only, so that no other host of the domain can plant it
 * (RFC 6265bis, section 4.1.3.2).
 *
 * The browser drops it when the longest life of a session is over. Whether the session is still open, its row says.
 */
export function createSessionCookie([frontend]: readonly [string, ...string[]]): SessionCookie {
  const isSecure = frontend.startsWith('https:');
  const name = isSecure ? `__Host-${plainName}` : plainName;
  return {
    read: ({ cookie }) => readCookie(cookie ?? '', name),
    keep: (token) => ({ name, value: token, maxAgeSeconds: sessionLife.longestSeconds, isSecure }),
    drop: () => ({ name, value: '', maxAgeSeconds: 0, isSecure }),
  };
}

/** The first cookie of that name in a `Cookie` header (RFC 6265, section 5.4: the one set for the longest path). */
function readCookie(header: string, name: string): string | undefined {
  for (const pair of header.split(';')) {
    const [key = '', ...value] = pair.split('=');
    if (key.trim() === name) return value.join('=').trim();
  }
  return undefined;
}
