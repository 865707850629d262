import { Problem } from '#domain/contracts/problem';
import type { Actor } from '#domain/permissions/actor';
import { customers } from '#store/people/customers';
import { staff } from '#store/people/staff';
import type { Queryable } from '#store/queryable';
import { errors, jwtVerify } from 'jose';
import { z } from 'zod';
import type { ReadActor } from '../http/endpoint.ts';

/** The audience of tokens that stand for a person without a sign-in. Until there is one, nothing else is known. */
export const testAudience = 'nixflow-test';

const claims = z.object({ kind: z.enum(['staff', 'customer']), sub: z.uuid().toLowerCase() });

/**
 * Read callers from bearer tokens: JWTs signed with the session secret (HS256, no other algorithm), for `testAudience`,
 * with an end, that name a person in `sub` and their side in `kind`. What somebody may do is not in the token: role, teams
 * and whether they are still there come from the database, at each request.
 */
export function readActorFrom(client: Queryable, secret: string): ReadActor {
  const key = new TextEncoder().encode(secret);
  const verify = async (token: string) => {
    const options = { algorithms: ['HS256'], audience: testAudience, requiredClaims: ['exp'] };
    const { payload } = await jwtVerify(token, key, options);
    return claims.parse(payload);
  };
  return async (authorization) => {
    const token = /^Bearer +([\w.~+/-]+=*) *$/i.exec(authorization ?? '')?.[1];
    if (token === undefined) throw new Problem('unauthenticated');
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
  if (kind === 'staff') return staff.findActor(client, id);
  return (await customers.exists(client, id)) ? { kind, id } : null;
}
