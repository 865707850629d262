import { Problem } from '#domain/contracts/problem';
import { roles, type RoleRow } from '#store/people/roles';
import type { Queryable } from '#store/queryable';

/** What of a role somebody changes. */
export const fieldsOfRole = ({ name, permissions }: Pick<RoleRow, 'name' | 'permissions'>) => ({ name, permissions });

/**
 * A role that somebody made, which this transaction alone may change.
 *
 * @throws {Problem} `not_found`; `not_possible` (a ready-made one)
 */
export async function lockOwnRole(client: Queryable, code: string): Promise<RoleRow> {
  const role = await roles.lock(client, code);
  if (!role) throw new Problem('not_found');
  if (role.isReadyMade) {
    throw new Problem('not_possible', {
      detail: 'Roles that are there from the first start stay as they are.',
      reason: 'role_fixed',
    });
  }
  return role;
}
