import { readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { classifyMail, type MailClassification } from '#mail/classify-mail';
import { cleanHtml } from '#mail/clean-html';
import { parseMail } from '#mail/parse-mail';
import { MAIL_LIMITS, type ParsedMail } from '#mail/parsed-mail';
import { trimReply } from '#mail/trim-reply';
import type { Terminal } from './terminal.ts';

const USAGE = `nixflow mail parse PATH…

  Reads raw messages (files, or folders with all that is in them) without any server: one JSON line each, in the order of
  their names, with file, messageId, from, to, cc, subject, date, text, html (made harmless), replyText (without quotes and
  signature), attachments, class and classReason; of a bounce also deliveryStatus. What cannot be read as a mail has file
  and error instead.
  Exit code 0 if every file has its line, 1 if a path could not be read, 2 if none was given.
`;

/**
 * `nixflow mail parse`: what the product makes of raw messages.
 *
 * Without a database a loop header of our form is taken for ours.
 *
 * @returns the exit code
 */
export async function mailParse(
  paths: readonly string[],
  terminal: Pick<Terminal, 'write' | 'explain'>,
): Promise<number> {
  const isHelp = paths[0] === '--help';
  if (isHelp || paths.length === 0) {
    terminal.explain(USAGE);
    return isHelp ? 0 : 2;
  }
  let exitCode = 0;
  for (const path of paths) {
    try {
      for await (const file of filesBelow(path))
        await terminal.write(`${JSON.stringify({ file, ...(await describe(file)) })}\n`);
    } catch (error) {
      terminal.explain(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}\n`);
      exitCode = 1;
    }
  }
  return exitCode;
}

async function* filesBelow(path: string): AsyncGenerator<string> {
  if (!(await stat(path)).isDirectory()) {
    yield path;
    return;
  }
  const names = (await readdir(path)).sort();
  for (const name of names) if (!name.startsWith('.')) yield* filesBelow(join(path, name));
}

const isOurLoopHeader = (value: string) => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value.trim());

async function describe(file: string) {
  if ((await stat(file)).size > MAIL_LIMITS.bytes) return { error: 'too_large' };
  const mail = await parseMail(await readFile(file));
  return mail.kind === 'mail' ? facts(mail, classifyMail(mail, { isOurLoopHeader })) : { error: mail.code };
}

function facts(mail: ParsedMail, { class: kind, classReason, deliveryStatus }: MailClassification) {
  const { messageId, from, to, cc, subject, date, text, html } = mail;
  return {
    ...{ messageId, from, to, cc, subject, date: date?.toISOString() ?? null, text },
    html: html === null ? null : cleanHtml(html),
    replyText: trimReply(text),
    attachments: mail.attachments.map(({ name, type, size, inline }) => ({ name, type, size, inline })),
    ...{ class: kind, classReason },
    ...(deliveryStatus.length > 0 && { deliveryStatus }),
  };
}
