import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { sendMail } from '#mail/smtp/send-mail';
import { readSmtpUrl } from '#mail/smtp/smtp-url';
import type { Terminal } from './terminal.ts';

const USAGE = `nixflow mail send [--from ADDRESS] [--to ADDRESS] [--subject TEXT] [--server smtp://HOST:PORT] [TEXT]

  Writes a mail to the desk as a customer would, to try it out: by SMTP, to where the worker takes mail.
`;

/** Who writes, unless told. */
const nobody = { name: 'Zoe Quist', address: 'zoe@example.com' };

/**
 * `nixflow mail send`: a mail to try the desk with.
 *
 * @returns the exit code: 0 if the desk took it, 1 if not, 2 if the arguments make no sense
 */
export async function mailSend(
  args: readonly string[],
  terminal: Pick<Terminal, 'write' | 'explain'>,
): Promise<number> {
  const asked = readArguments(args);
  if (asked === 'help' || asked === 'no sense') {
    terminal.explain(USAGE);
    return asked === 'help' ? 0 : 2;
  }
  const { from, to, subject, server, text } = asked;
  const lines = [
    ...[
      `From: ${from === nobody.address ? `${nobody.name} <${from}>` : from}`,
      `To: ${to}`,
      `Subject: ${subject}`,
      `Date: ${new Date().toUTCString()}`,
    ],
    ...[`Message-ID: <${randomUUID()}@example.com>`, 'MIME-Version: 1.0'],
    ...['Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: 8bit', '', text, ''],
  ];
  const result = await sendMail(readSmtpUrl(server), {
    ...{ from, to: [to], raw: Buffer.from(lines.join('\r\n')) },
    beginData: () => Promise.resolve(true),
  });
  if (result.kind === 'sent') {
    await terminal.write(`The desk took it: ${result.answer}\n`);
    return 0;
  }
  terminal.explain(`The desk did not take it: ${'answer' in result ? result.answer : result.kind}\n`);
  return 1;
}

function readArguments(args: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        from: { type: 'string', default: nobody.address },
        to: { type: 'string', default: 'support@localhost' },
        subject: { type: 'string', default: 'The printer smokes' },
        server: { type: 'string', default: 'smtp://127.0.0.1:2525' },
        help: { type: 'boolean' },
      },
    });
    if (values.help === true) return 'help';
    const text = positionals.join(' ') || 'It began a minute ago. What shall I do?';
    const isPlain = [values.from, values.to, values.subject].every((value) => /^[\x20-\x7e]+$/.test(value));
    return isPlain && URL.canParse(values.server) ? { ...values, text } : 'no sense';
  } catch {
    return 'no sense';
  }
}
