import { Problem } from '#domain/contracts/problem';
import { oneTimeLinks } from '#store/people/one-time-links';
import { staffMembers, type StaffMember } from '#store/people/staff-members';
import { adminCommand } from '../../admin/admin-command.ts';
import { requireOwnPermissions } from '../roles/require-own-permissions.ts';
import { mailLink } from './mail-link.ts';

/** Who is invited again. */
export interface InviteAgainInput {
  readonly staffId: string;
  /** Where the link leads: the origin of the UI, without a slash at its end. */
  readonly origin: string;
}

/** As of links for a new password: mail that others have sent to somebody stays within bounds. */
const limit = { most: 3, seconds: 15 * 60 };

/**
 * Invite somebody again who has not signed up: a new link, within seven days; the one before loses its worth.
 *
 * @throws {Problem} `not_found`; `forbidden` (they may do what the actor may not); `not_possible` (they have signed up, or are
 * deactivated; or nothing is configured that mail could go out from); `too_many_requests` (three in 15 minutes)
 */
export const inviteAgain = adminCommand<InviteAgainInput, StaffMember>(
  'people.manage',
  async (work, { staffId, origin }) => {
    const { client, actor, audit } = work;
    const invited = await staffMembers.lock(client, staffId);
    if (!invited) throw new Problem('not_found');
    requireOwnPermissions(actor, invited.permissions);
    const { name, email, hasSignedUp, isActive } = invited;
    if (hasSignedUp) throw new Problem('not_possible', { detail: 'They have signed up already.' });
    if (!isActive) throw new Problem('not_possible', { detail: 'Their account is deactivated.' });
    const made = await oneTimeLinks.countOf(client, staffId, 'invitation', limit.seconds);
    if (made >= limit.most) throw new Problem('too_many_requests', { retryAfterSeconds: limit.seconds });
    await mailLink(work, { staffId, name, email, purpose: 'invitation', origin });
    await audit({ act: 'person.invited_again', subject: { kind: 'person', id: staffId, name } });
    return invited;
  },
);
