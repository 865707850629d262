import { Problem } from '#domain/contracts/problem';
import type { InviteRequest } from '#domain/contracts/staff';
import { changesBetween } from '#domain/audit/changes-between';
import { lockForTransaction } from '#store/lock-for-transaction';
import { staffMembers, type StaffMember } from '#store/people/staff-members';
import { adminCommand } from '../../admin/admin-command.ts';
import { giveRole } from './give-role.ts';
import { mailLink } from './mail-link.ts';
import { addressTaken, requireForeignAddress } from './require-foreign-address.ts';

/** What inviting takes besides the person. */
export interface InviteInput extends InviteRequest {
  /** Where the link leads: the origin of the UI, without a slash at its end. */
  readonly origin: string;
}

/**
 * Invite somebody by mail to choose a password, within seven days.
 *
 * @throws {Problem} `forbidden`, `unknown_reference` (the role, a team), `not_possible` (the address is taken, or one of the desk,
 * or nothing is configured that mail could go out from)
 */
export const inviteStaff = adminCommand<InviteInput, StaffMember>('people.manage', async (work, input) => {
  const { client, actor, audit } = work;
  const { name, email, role: roleCode, teamIds, origin } = input;
  await giveRole(client, actor, roleCode);
  await requireForeignAddress(client, email);
  // As whoever changes an address does: of two who take the same one at once, one is told.
  await lockForTransaction(client, 'staff-members');
  const staffId = await staffMembers.insert(client, { name, email, roleCode });
  if (staffId === null) throw addressTaken();
  if (!(await staffMembers.setTeams(client, staffId, teamIds))) {
    throw new Problem('unknown_reference', { detail: 'There is no such team.', reason: 'team_gone' });
  }
  await mailLink(work, { staffId, name, email, purpose: 'invitation', origin });
  await audit({
    act: 'person.invited',
    subject: { kind: 'person', id: staffId, name },
    changes: changesBetween({}, { name, email, role: roleCode, teams: teamIds }),
  });
  const made = await staffMembers.lock(client, staffId);
  if (!made) throw new Error('Whoever was invited is not there.');
  return made;
});
