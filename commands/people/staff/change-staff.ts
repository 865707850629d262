import { changesBetween } from '#domain/audit/changes-between';
import { Problem } from '#domain/contracts/problem';
import type { ChangeStaffRequest } from '#domain/contracts/staff';
import { apiTokens } from '#store/people/api-tokens';
import { oneTimeLinks } from '#store/people/one-time-links';
import { sessions } from '#store/people/sessions';
import { staffMembers, type StaffFields, type StaffMember } from '#store/people/staff-members';
import { lockForTransaction } from '#store/lock-for-transaction';
import type { PoolClient } from 'pg';
import { adminCommand } from '../../admin/admin-command.ts';
import { requireAsSeen } from '../../admin/require-as-seen.ts';
import { requireStill } from '../../admin/require-still.ts';
import { requireOwnPermissions } from '../roles/require-own-permissions.ts';
import { giveRole } from './give-role.ts';
import { addressTaken, requireForeignAddress } from './require-foreign-address.ts';

/** Whom to change, and what of them; what is not named stays. */
export type ChangeStaffInput = ChangeStaffRequest & { readonly staffId: string };

/** Somebody as they are now, and whether their sessions were ended. */
export interface ChangedStaff {
  readonly member: StaffMember;
  readonly endedSessions: boolean;
}

/**
 * Change somebody on the agent side. Another role, or none any more, ends their sessions; being deactivated ends their
 * tokens, too. Another address takes the links their worth that were mailed to the one before; sessions go on, since who is
 * signed in still is that person and nothing they know has changed.
 *
 * @throws {Problem} `not_found`; `forbidden` (they, or the new role, may do what the actor may not); `unknown_reference`;
 * `not_possible` (nobody would be left who can let others in, the address is taken or one of the desk); `stale`
 */
export const changeStaff = adminCommand<ChangeStaffInput, ChangedStaff>(
  'people.manage',
  async ({ client, actor, audit }, { staffId, was, ...wanted }) => {
    // Two who take each other's rights at once would leave nobody.
    await lockForTransaction(client, 'staff-members');
    await requireStill(client, actor, 'people.manage');
    const before = await staffMembers.lock(client, staffId);
    if (!before) throw new Problem('not_found');
    requireOwnPermissions(actor, before.permissions);
    requireAsSeen(was, asShown(before));
    if (wanted.role !== undefined) await giveRole(client, actor, wanted.role);
    const fields = fieldsFrom(before, wanted);
    await staffMembers.update(client, staffId, fields);
    if (wanted.email !== undefined && wanted.email !== before.email) await giveAddress(client, staffId, wanted.email);
    if (wanted.teamIds && !(await staffMembers.setTeams(client, staffId, wanted.teamIds))) {
      throw new Problem('unknown_reference', { detail: 'There is no such team.', reason: 'team_gone' });
    }
    if (!(await staffMembers.hasManager(client))) {
      throw new Problem('not_possible', {
        detail: 'Nobody would be left who can let others in.',
        reason: 'last_manager',
      });
    }
    const endedSessions = fields.roleCode !== before.role.code || (before.isActive && !fields.isActive);
    if (endedSessions) await sessions.endAllOf(client, staffId, null);
    if (!fields.isActive) {
      await oneTimeLinks.voidAllOf(client, staffId);
      await apiTokens.endAllOf(client, staffId);
    }
    const after = await staffMembers.lock(client, staffId);
    if (!after) throw new Error('Whoever was changed is not there.');
    const changes = changesBetween(toldOf(before), toldOf(after));
    const subject = { kind: 'person', id: staffId, name: after.name } as const;
    if (changes.length > 0) await audit({ act: 'person.changed', subject, changes });
    return { member: after, endedSessions };
  },
);

async function giveAddress(client: PoolClient, staffId: string, email: string): Promise<void> {
  await requireForeignAddress(client, email);
  if (!(await staffMembers.setEmail(client, staffId, email))) throw addressTaken();
  await oneTimeLinks.voidAllOf(client, staffId);
}

function fieldsFrom(before: StaffMember, { name, role, isActive, absence, capacity }: ChangeStaffRequest): StaffFields {
  const { absentFrom, absentUntil } = before;
  return {
    name: name ?? before.name,
    roleCode: role ?? before.role.code,
    isActive: isActive ?? before.isActive,
    ...(absence === undefined ? { absentFrom, absentUntil } : instantsOf(absence)),
    capacity: capacity === undefined ? before.capacity : capacity,
  };
}

const instantsOf = (absence: NonNullable<ChangeStaffRequest['absence']> | null) => ({
  absentFrom: absence ? Date.parse(absence.from) : null,
  absentUntil: absence?.until == null ? null : Date.parse(absence.until),
});

/** As whoever changes them names it. */
const asShown = ({ name, email, role, teamIds, isActive, absentFrom, absentUntil, capacity }: StaffMember) => ({
  ...{ name, email, role: role.code, teamIds, isActive, capacity },
  absence: absentFrom === null ? null : { from: told(absentFrom), until: told(absentUntil) },
});

const toldOf = ({ name, email, role, teamIds, isActive, absentFrom, absentUntil, capacity }: StaffMember) => ({
  ...{ name, email, role: role.code, teams: teamIds, isActive, capacity },
  absentFrom: told(absentFrom),
  absentUntil: told(absentUntil),
});
const told = (at: number | null) => (at === null ? null : new Date(at).toISOString());
