import { Problem } from '#domain/contracts/problem';
import type { Actor } from '#domain/permissions/actor';
import { customers } from '#store/people/customers';
import { staff } from '#store/people/staff';
import type { Queryable } from '#store/queryable';
import { errors, jwtVerify } from 'jose';
import { z } from 'zod';

/** The audience of tokens that stand for a person without a sign-in, outside production. */
export const testAudience = 'nixflow-test';

const claims = z.object({ kind: z.enum(['staff', 'customer']), sub: z.uuid().toLowerCase() });

/**
 * Read callers from the bearer tokens of tests: JWTs signed with this secret (HS256, no other algorithm), for
 * `testAudience`, with an end, that name a person in `sub` and their side in `kind`. What somebody may do is not in the
 * token: role, teams and whether they are still there come from the database, at each request.
 *
 * @throws {Problem} `unauthenticated`
 */
export function readTestTokenFrom(client: Queryable, secret: string): (token: string) => Promise<Actor> {
  const key = new TextEncoder().encode(secret);
  const verify = async (token: string) => {
    const options = { algorithms: ['HS256'], audience: testAudience, requiredClaims: ['exp'] };
    const { payload } = await jwtVerify(token, key, options);
    return claims.parse(payload);
  };
  return async (token) => {
    const { kind, sub } = await verify(token).catch((error: unknown) => {
      if (error instanceof errors.JOSEError || error instanceof z.ZodError) throw new Problem('unauthenticated');
      throw error;
    });
    const actor = await findActor(client, kind, sub);
    if (!actor) throw new Problem('unauthenticated');
    return actor;
  };
}

async function findActor(client: Queryable, kind: 'staff' | 'customer', id: string): Promise<Actor | null> {
  return kind === 'staff' ? staff.findActor(client, id) : customers.findActor(client, id);
}
