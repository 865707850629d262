import { Problem } from '#domain/contracts/problem';
import type { StaffActor } from '#domain/permissions/actor';
import { roles } from '#store/people/roles';
import type { Queryable } from '#store/queryable';
import { requireOwnPermissions } from '../roles/require-own-permissions.ts';

/**
 * See that a role can be given by this actor; it stays as it is until the transaction ends.
 *
 * @returns what it is called
 * @throws {Problem} `unknown_reference`, `forbidden` (it allows what they may not do themselves)
 */
export async function giveRole(client: Queryable, actor: StaffActor, code: string): Promise<string> {
  const role = await roles.hold(client, code);
  if (!role) throw new Problem('unknown_reference', { detail: 'There is no such role.', reason: 'role_gone' });
  requireOwnPermissions(actor, role.permissions);
  return role.name;
}
