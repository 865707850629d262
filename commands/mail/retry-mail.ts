import { Problem } from '#domain/contracts/problem';
import type { Actor } from '#domain/permissions/actor';
import { canSeeAllMail } from '#domain/permissions/mail';
import { rawMails } from '#store/mail/raw-mail';
import type { Queryable } from '#store/queryable';
import { requireThat } from '../tickets/require-that.ts';

/**
 * Have a mail tried again that is in quarantine: as if it had come now. Who takes mail in looks for it every second.
 *
 * @throws {Problem} `forbidden`, `not_possible` (it is not in quarantine, or not there)
 */
export async function retryMail(
  { client, actor }: { readonly client: Queryable; readonly actor: Actor },
  mailId: string,
): Promise<void> {
  requireThat(canSeeAllMail(actor));
  if (await rawMails.retry(client, mailId)) return;
  throw new Problem('not_possible', { detail: 'Only a mail in quarantine is tried again.' });
}
