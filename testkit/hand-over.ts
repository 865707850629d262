import type { AttemptResult } from '#domain/mail/ledger';
import { sendMail } from '#mail/smtp/send-mail';
import { readSmtpUrl } from '#mail/smtp/smtp-url';

/** Hand a raw mail to a mail server as another mail server would, to `support@localhost` unless told. */
export function handOver(
  smtpUrl: string,
  raw: Buffer,
  { from = 'ann@customer.example', to = 'support@localhost' } = {},
): Promise<AttemptResult> {
  return sendMail(readSmtpUrl(smtpUrl), { from, to: [to], raw, beginData: () => Promise.resolve(true) });
}
