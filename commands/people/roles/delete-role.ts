import { Problem } from '#domain/contracts/problem';
import { changesBetween } from '#domain/audit/changes-between';
import { roles } from '#store/people/roles';
import { adminCommand } from '../../admin/admin-command.ts';
import { fieldsOfRole, lockOwnRole } from './lock-own-role.ts';
import { requireOwnPermissions } from './require-own-permissions.ts';

/** Delete a role that nobody has. @throws {Problem} `not_found`; `forbidden`; `not_possible` (ready-made, or somebody has it or may get it) */
export const deleteRole = adminCommand<{ readonly code: string }, undefined>(
  'role.manage',
  async ({ client, actor, audit }, { code }) => {
    const before = await lockOwnRole(client, code);
    requireOwnPermissions(actor, before.permissions);
    if (before.people > 0) {
      throw new Problem('not_possible', {
        detail: 'Somebody has this role, or had it when they left.',
        reason: 'role_in_use',
      });
    }
    if (await roles.isGivenByProvider(client, code)) {
      throw new Problem('not_possible', {
        detail: 'Somebody who signs in by a provider would get this role.',
        reason: 'role_of_provider',
      });
    }
    await roles.remove(client, code);
    const changes = changesBetween(fieldsOfRole(before), {});
    await audit({ act: 'role.deleted', subject: { kind: 'role', id: code, name: before.name }, changes });
    return undefined;
  },
);
