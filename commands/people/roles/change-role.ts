import { Problem } from '#domain/contracts/problem';
import type { ChangeRoleRequest } from '#domain/contracts/role';
import { changesBetween } from '#domain/audit/changes-between';
import { lockForTransaction } from '#store/lock-for-transaction';
import { roles, type RoleRow } from '#store/people/roles';
import { staffMembers } from '#store/people/staff-members';
import { adminCommand } from '../../admin/admin-command.ts';
import { requireAsSeen } from '../../admin/require-as-seen.ts';
import { requireStill } from '../../admin/require-still.ts';
import { fieldsOfRole, lockOwnRole } from './lock-own-role.ts';
import { requireOwnPermissions } from './require-own-permissions.ts';

/** A role as it is now, and whom another permission concerns. */
export interface ChangedRole {
  readonly role: RoleRow;
  /** Who may do something else than before: nobody if only its name changed. */
  readonly concerned: readonly string[];
}

/**
 * Rename a role or change what it allows: for everybody who has it, with their next request.
 *
 * @throws {Problem} `not_found`; `forbidden`; `not_possible` (a ready-made role, the name is taken, nobody would be left who
 * can let others in); `stale`
 */
export const changeRole = adminCommand<ChangeRoleRequest & { readonly code: string }, ChangedRole>(
  'role.manage',
  async ({ client, actor, audit }, { code, name, was, ...wanted }) => {
    // Two who take each other's rights at once would leave nobody.
    await lockForTransaction(client, 'staff-members');
    await requireStill(client, actor, 'role.manage');
    const before = await lockOwnRole(client, code);
    requireAsSeen(was, fieldsOfRole(before));
    const permissions = [...new Set(wanted.permissions)];
    requireOwnPermissions(actor, [...before.permissions, ...permissions]);
    const changes = changesBetween(fieldsOfRole(before), fieldsOfRole({ name, permissions }));
    const after = { ...before, name, permissions };
    if (changes.length === 0) return { role: after, concerned: [] };
    if (!(await roles.update(client, { code, name, permissions }))) {
      throw new Problem('not_possible', { detail: 'Another role has this name.', reason: 'name_taken' });
    }
    if (!(await staffMembers.hasManager(client))) {
      throw new Problem('not_possible', {
        detail: 'Nobody would be left who can let others in.',
        reason: 'last_manager',
      });
    }
    await audit({ act: 'role.changed', subject: { kind: 'role', id: code, name }, changes });
    const isOfName = changes.every(({ field }) => field === 'name');
    return { role: after, concerned: isOfName ? [] : await staffMembers.idsOfRole(client, code) };
  },
);
