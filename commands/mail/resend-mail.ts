import { Problem } from '#domain/contracts/problem';
import { mayResend } from '#domain/mail/ledger';
import { ledger } from '#store/mail/ledger';
import { command } from '../tickets/command.ts';
import type { CommandContext } from '../tickets/command-context.ts';
import { findMailOfTicket, lockMail, type MailOfTicket } from './lock-mail.ts';

const resend = command<MailOfTicket, null>('resend-mail', async (work, input) => {
  const { mail } = await lockMail(work, input);
  if (!mayResend(mail.state)) refuse('Only a mail that failed, or of which nobody knows, is sent again.');
  if (mail.leaseUntil !== null && mail.leaseUntil > mail.now) refuse('An attempt to send it is under way.');
  await ledger.queueAgain(work.client, mail.id);
  // Its ticket's workflow has done with it.
  work.deliver(mail.id);
  return null;
});

/**
 * Have a mail sent again that failed or of which nobody knows: under the same Message-ID, so that whoever has it already
 * can tell. It is tried as long as a new one would be, and its ticket hears what becomes of it.
 *
 * @throws {Problem} `not_found`, `forbidden`, `not_possible` (it was sent, is on its way, or an attempt may still be)
 */
export async function resendMail(context: CommandContext, mailId: string): Promise<void> {
  await resend(context, await findMailOfTicket(context, mailId));
}

function refuse(detail: string): never {
  throw new Problem('not_possible', { detail });
}
