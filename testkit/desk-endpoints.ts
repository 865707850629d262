import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ApiDependencies } from '#api/api-dependencies';
import { createActorReaders } from '#api/auth/read-actor';
import { createSessionCookie } from '#api/auth/session-cookie';
import { allEndpoints } from '#api/http/all-endpoints';
import type { Endpoint } from '#api/http/endpoint';
import { createLimiter } from '#api/limits/limiter';
import { createPasswordHashing } from '#process/hash-passwords';
import type { Pool } from 'pg';

/** Every issuer answers, so that nobody is asked. */
const anyIssuer = { takes: () => true, discover: () => Promise.resolve() };

/** What tokens of tests are signed with here. */
export const testJwtSecret = 'a secret of tests, of at least 32 characters';

/** A folder for files of tests. */
export const newFilesDir = () => mkdtempSync(join(tmpdir(), 'nixflow-may-'));

/** Every endpoint over a database; what they would tell an engine, browsers or a mail server is dropped. */
export function endpointsOver(pool: Pool, attachmentsDir = newFilesDir()): Endpoint[] {
  const cookie = createSessionCookie(['http://localhost:5173']);
  return allEndpoints({
    config: {
      ...{ attachmentsDir, jwtSecrets: [testJwtSecret], temporal: {} },
      encryptionKeys: ['a passphrase of tests, of at least 32 characters'],
      frontendOrigins: ['http://localhost:5173'],
    },
    readers: createActorReaders({ client: pool, cookie, testSecret: testJwtSecret }),
    ...{ store: { pool }, temporal: {}, realtime: {}, health: {}, oidc: anyIssuer },
    passwords: createPasswordHashing(),
    // Tests guess more often than people.
    limiter: createLimiter({
      most: { failedSignInsFromAddress: 1e6, failedSignInsOfAccount: 1e6, failedProofsOfPerson: 1e6 },
    }),
    ...{ sessionCookie: cookie, delivery: { deliverSoon: () => undefined }, endSocketsOf: () => undefined },
    codecTokens: { make: () => Promise.resolve({ token: 'token', expiresAt: new Date() }) },
  } as unknown as ApiDependencies);
}
