import type { OneTimeLinkView } from '#domain/contracts/session';
import { Problem } from '#domain/contracts/problem';
import { hashOfToken } from '#process/secret-token';
import { oneTimeLinks } from '#store/people/one-time-links';
import type { Queryable } from '#store/queryable';

/**
 * A one-time link that is still good, and whose it is: who has it may set that person's password anyway.
 *
 * @throws {Problem} `not_found`
 */
export async function findOneTimeLink(client: Queryable, token: string): Promise<OneTimeLinkView> {
  const hash = hashOfToken(token);
  const link = hash && (await oneTimeLinks.findGood(client, hash));
  if (!link) throw new Problem('not_found', { detail: 'This link was used, has expired, or never was.' });
  const { purpose, name, email, expiresAt } = link;
  return { purpose, name, email, expiresAt: expiresAt.toISOString() };
}
