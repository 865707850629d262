import { Problem } from '#domain/contracts/problem';
import type { StaffActor } from '#domain/permissions/actor';
import { hashOfApiToken } from '#process/api-token';
import { apiTokens } from '#store/people/api-tokens';
import type { Queryable } from '#store/queryable';
import { changesNothing } from '../http/changes-nothing.ts';
import type { Credentials } from '../http/endpoint.ts';
import { RefusedPerson } from './refused-person.ts';

/**
 * Read callers from the token of a program, sent as a bearer. Its row is asked each time: one that was ended, or whose owner
 * may not sign in any more, lets nobody in.
 *
 * @returns null if what was sent has not the form of such a token
 * @throws {Problem} `unauthenticated`; `forbidden` (it reads, and this changes something)
 */
export async function readApiToken(
  client: Queryable,
  bearer: string,
  request: Credentials,
): Promise<StaffActor | null> {
  const hash = hashOfApiToken(bearer);
  if (!hash) return null;
  const token = await apiTokens.findOpen(client, hash);
  if (!token) throw new Problem('unauthenticated');
  if (!token.mayWrite && !changesNothing(request.method)) {
    throw new RefusedPerson(token.staffId, 'forbidden', { detail: 'This token reads, and changes nothing.' });
  }
  if (token.isDue) await apiTokens.touch(client, token.id, request.address ?? null);
  const { id: tokenId, staffId: id, permissions, teamIds } = token;
  return { kind: 'staff', id, permissions, teamIds, tokenId };
}
