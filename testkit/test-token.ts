import { testAudience } from '#api/auth/read-test-token';
import type { Actor } from '#domain/permissions/actor';
import { SignJWT } from 'jose';

/** A token with which a test calls the API as somebody, good for an hour. */
export function signTestToken(
  secret: string,
  { kind, id }: Pick<Exclude<Actor, { kind: 'engine' }>, 'kind' | 'id'>,
): Promise<string> {
  return new SignJWT({ kind })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(id)
    .setAudience(testAudience)
    .setExpirationTime('1 h')
    .sign(new TextEncoder().encode(secret));
}
