import { randomBytes } from 'node:crypto';
import { Problem } from '#domain/contracts/problem';
import type { RoleRequest } from '#domain/contracts/role';
import { changesBetween } from '#domain/audit/changes-between';
import { roles, type RoleRow } from '#store/people/roles';
import { adminCommand } from '../../admin/admin-command.ts';
import { requireOwnPermissions } from './require-own-permissions.ts';

const nameTaken = { detail: 'There is a role of this name already.', reason: 'name_taken' } as const;

/**
 * Make a role. Its code is made of its name, and stays when it is renamed: flows name roles by it.
 *
 * @throws {Problem} `forbidden`, `not_possible` (the name is taken)
 */
export const createRole = adminCommand<RoleRequest, RoleRow>('role.manage', async ({ client, actor, audit }, role) => {
  requireOwnPermissions(actor, role.permissions);
  const permissions = [...new Set(role.permissions)];
  const { name } = role;
  const word = codeOf(name);
  const code = (await roles.lock(client, word))
    ? `${trimmed(word.slice(0, 33))}_${randomBytes(3).toString('hex')}`
    : word;
  if (!(await roles.insert(client, { code, name, permissions }))) throw new Problem('not_possible', nameTaken);
  await audit({
    act: 'role.created',
    subject: { kind: 'role', id: code, name },
    changes: changesBetween({}, { name, permissions }),
  });
  return { code, name, permissions, isReadyMade: false, people: 0 };
});

function codeOf(name: string): string {
  const words = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^[_0-9]+|_+$/g, '')
    .slice(0, 40);
  return trimmed(words) || 'role';
}

/** A code ends in a letter or a digit, also where it was cut. */
const trimmed = (words: string) => words.replace(/_+$/, '');
