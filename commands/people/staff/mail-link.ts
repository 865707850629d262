import { mailPerson, type MailWork } from '#commands/mail/mail-person';
import { Problem } from '#domain/contracts/problem';
import type { LinkPurpose } from '#domain/contracts/session';
import { linkToChoosePassword } from '#domain/people/link-to-choose-password';
import { makeOneTimeLink } from '../make-one-time-link.ts';
import { wordsOfLink } from './words-of-link.ts';

/** Who gets a link, and what for. */
export interface MailedLink {
  readonly staffId: string;
  readonly name: string;
  readonly email: string;
  readonly purpose: Extract<LinkPurpose, 'invitation' | 'reset_password'>;
  /** Where it leads: the origin of the UI, without a slash at its end. */
  readonly origin: string;
}

const kinds = { invitation: 'invitation', reset_password: 'password_reset' } as const;

/**
 * Mail somebody a link with which they choose a password, see `makeOneTimeLink`. The link stands in the send ledger as in
 * the mail: those who may read mail about no ticket do not see its text.
 *
 * @throws {Problem} `not_possible` (this installation has no address that mail goes out from)
 */
export async function mailLink(work: MailWork, link: MailedLink): Promise<void> {
  const { staffId, name, email, purpose, origin } = link;
  const { token, expiresAt } = await makeOneTimeLink(work.client, staffId, purpose);
  const words = wordsOfLink[purpose]({ name, url: linkToChoosePassword(origin, token), expiresAt });
  const mailId = await mailPerson(work, { kind: kinds[purpose], to: email, ...words });
  if (mailId !== null) return;
  throw new Problem('not_possible', {
    detail: 'There is no address yet that mail goes out from.',
    reason: 'no_mail_identity',
  });
}
