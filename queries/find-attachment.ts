import { Problem } from '#domain/contracts/problem';
import type { Actor } from '#domain/permissions/actor';
import { findAttachment as find, type FoundAttachment } from '#store/attachments/find-attachment';
import type { Queryable } from '#store/queryable';

/**
 * A file that somebody may have.
 *
 * @throws {Problem} `not_found`, also when they may not know of it
 */
export async function findAttachment(client: Queryable, viewer: Actor, id: string): Promise<FoundAttachment> {
  const found = await find(client, viewer, id);
  if (!found) throw new Problem('not_found');
  return found;
}
