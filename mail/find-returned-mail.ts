import type { ParsedMail } from './parsed-mail.ts';
import type { ThreadKeys } from './thread-keys.ts';
import { readMessageId } from './thread-tokens.ts';

const RETURNED = /^(?:message\/.+|text\/rfc822-headers)$/;
/** The header of what came back is at its start; servers cut the rest as they like. */
const BEGINNING = 64 * 1024;

/**
 * Which mail of ours a bounce, a complaint or a receipt is about, null if it does not say so in a way that only we can
 * have written. Our Message-ID stands in what was returned with it, or in its text where servers paste that.
 *
 * @returns the mail's id
 */
export function findReturnedMail(mail: ParsedMail, keys: ThreadKeys): string | null {
  const returned = mail.attachments
    .filter(({ type }) => RETURNED.test(type))
    .map(({ content }) => Buffer.from(content.subarray(0, BEGINNING)).toString('latin1'));
  for (const text of [...returned, mail.text.slice(0, BEGINNING), mail.references.join(' '), mail.inReplyTo.join(' ')])
    for (const [id] of text.matchAll(/<nf\.[^<>\s]{60,300}>/gi)) {
      const mailId = readMessageId(keys, id);
      if (mailId !== null) return mailId;
    }
  return null;
}
