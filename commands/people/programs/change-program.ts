import { changesBetween } from '#domain/audit/changes-between';
import { Problem } from '#domain/contracts/problem';
import type { ChangeProgramRequest, CreateProgramRequest } from '#domain/contracts/program';
import { apiTokens } from '#store/people/api-tokens';
import { staffMembers, type StaffMember } from '#store/people/staff-members';
import type { Queryable } from '#store/queryable';
import { adminCommand } from '../../admin/admin-command.ts';
import { requireAsSeen } from '../../admin/require-as-seen.ts';
import { requireOwnPermissions } from '../roles/require-own-permissions.ts';
import { giveRole } from '../staff/give-role.ts';

/**
 * Make a program somebody who works here: with a role and teams, and no password.
 *
 * @throws {Problem} `forbidden` (the role allows what the actor may not); `unknown_reference` (the role, a team)
 */
export const createProgram = adminCommand<CreateProgramRequest, StaffMember>(
  'people.manage',
  async ({ client, actor, audit }, { name, role: roleCode, teamIds }) => {
    await giveRole(client, actor, roleCode);
    const id = await staffMembers.insertProgram(client, { name, roleCode });
    await putIntoTeams(client, id, teamIds);
    const made = await lockProgram(client, id);
    const subject = { kind: 'program', id, name } as const;
    await audit({ act: 'program.created', subject, changes: changesBetween({}, fieldsOf(made)) });
    return made;
  },
);

/**
 * Change a program: what it is called, may do and sees. It holds with its next request. One that is not let in any more has
 * no token left: let in again, it gets new ones.
 *
 * @throws {Problem} `not_found`; `forbidden` (it, or the new role, may do what the actor may not); `unknown_reference`;
 * `stale`
 */
export const changeProgram = adminCommand<ChangeProgramRequest & { readonly programId: string }, StaffMember>(
  'people.manage',
  async ({ client, actor, audit }, { programId, was, ...wanted }) => {
    const before = await lockProgram(client, programId);
    requireOwnPermissions(actor, before.permissions);
    requireAsSeen(was, asShown(before));
    if (wanted.role !== undefined) await giveRole(client, actor, wanted.role);
    const { absentFrom, absentUntil, capacity } = before;
    const name = wanted.name ?? before.name;
    await staffMembers.update(client, programId, {
      ...{ name, absentFrom, absentUntil, capacity },
      roleCode: wanted.role ?? before.role.code,
      isActive: wanted.isActive ?? before.isActive,
    });
    if (wanted.isActive === false) await apiTokens.endAllOf(client, programId);
    if (wanted.teamIds) await putIntoTeams(client, programId, wanted.teamIds);
    const after = await lockProgram(client, programId);
    const changes = changesBetween(fieldsOf(before), fieldsOf(after));
    if (changes.length > 0)
      await audit({ act: 'program.changed', subject: { kind: 'program', id: programId, name }, changes });
    return after;
  },
);

/** A program that this transaction alone may change. @throws {Problem} `not_found` */
export async function lockProgram(client: Queryable, id: string): Promise<StaffMember> {
  const program = await staffMembers.lock(client, id, 'service');
  if (!program) throw new Problem('not_found');
  return program;
}

async function putIntoTeams(client: Queryable, id: string, teamIds: readonly string[]): Promise<void> {
  if (await staffMembers.setTeams(client, id, teamIds)) return;
  throw new Problem('unknown_reference', { detail: 'There is no such team.', reason: 'team_gone' });
}

/** As whoever changes it names it. */
const asShown = ({ name, role, teamIds, isActive }: StaffMember) => ({ name, role: role.code, teamIds, isActive });

const fieldsOf = ({ name, role, teamIds, isActive }: StaffMember) => ({
  name,
  role: role.code,
  teams: teamIds,
  isActive,
});
