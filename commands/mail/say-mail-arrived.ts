import { Problem } from '#domain/contracts/problem';
import { maySayArrived } from '#domain/mail/ledger';
import { ledger } from '#store/mail/ledger';
import { command } from '../tickets/command.ts';
import type { CommandContext } from '../tickets/command-context.ts';
import { findMailOfTicket, lockMail, type MailOfTicket } from './lock-mail.ts';

const sayArrived = command<MailOfTicket, null>('say-mail-arrived', async (work, input) => {
  const { mail, ticket } = await lockMail(work, input);
  if (!maySayArrived(mail.state)) throw new Problem('not_possible', { detail: 'What became of it is known.' });
  await ledger.write(work.client, mail.id, { state: 'sent' });
  if (ticket) await work.record(ticket, [{ type: 'delivery', deliveryId: mail.id, outcome: 'sent' }]);
  return null;
});

/**
 * Believe a person that a mail arrived of which nobody knows. Its ticket is told, and who said so.
 *
 * @throws {Problem} `not_found`, `forbidden`, `not_possible` (what became of it is known)
 */
export async function sayMailArrived(context: CommandContext, mailId: string): Promise<void> {
  await sayArrived(context, await findMailOfTicket(context, mailId));
}
