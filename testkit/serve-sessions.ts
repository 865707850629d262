import type { ApiDependencies } from '#api/api-dependencies';
import { createActorReaders } from '#api/auth/read-actor';
import { createSessionCookie } from '#api/auth/session-cookie';
import { endpoint } from '#api/http/endpoint';
import { sessionEndpoints } from '#api/http/session/session-endpoints';
import { createLimiter } from '#api/limits/limiter';
import type { SocketsOf } from '#api/realtime/attach-realtime';
import { createPasswordHashing, type PasswordHashing } from '#process/hash-passwords';
import { createOidc } from '#process/oidc';
import type pg from 'pg';
import { openCookieClient } from './cookie-client.ts';
import { serveTestApp } from './serve-test-app.ts';

interface SessionSettings {
  readonly production?: boolean;
  readonly frontend?: string;
  readonly passwords?: PasswordHashing;
}

/**
 * The endpoints of sessions over this database, beside `/mine`, which lets signed-in callers read and write something, until
 * the test file is over; and a way to open browsers. Limits count anew with each.
 */
export async function serveSessions(pool: pg.Pool, settings: SessionSettings = {}) {
  const { production = false, frontend = 'http://desk.example', passwords = createPasswordHashing() } = settings;
  const frontendOrigins: [string] = [frontend];
  const sessionCookie = createSessionCookie(frontendOrigins);
  const readers = createActorReaders({ client: pool, cookie: sessionCookie, testSecret: null });
  const limiter = createLimiter();
  /** Whose sockets were to end. */
  const endedSockets: SocketsOf[] = [];
  const endSocketsOf = (whose: SocketsOf) => void endedSockets.push(whose);
  const config = { production, frontendOrigins, encryptionKeys: ['a passphrase of tests, of at least 32 characters'] };
  const delivery = { deliverSoon: () => undefined };
  const oidc = createOidc({ allowsHttp: true });
  const dependencies = {
    config,
    store: { pool },
    passwords,
    oidc,
    sessionCookie,
    readers,
    limiter,
    delivery,
    endSocketsOf,
  };
  const { readActor } = readers;
  const mine = { path: '/mine', summary: 'Mine', readActor, handle: () => undefined };
  const { origin, log } = await serveTestApp(
    [
      ...sessionEndpoints(dependencies as unknown as ApiDependencies),
      endpoint({ ...mine, method: 'get' }),
      endpoint({ ...mine, method: 'post' }),
    ],
    { frontendOrigins, trustProxy: 1 },
  );
  const browser = (address = '192.0.2.1') => openCookieClient({ api: origin, page: frontend, address });
  return { origin, log, readers, browser, endedSockets };
}
