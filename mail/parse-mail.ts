import PostalMime, { decodeWords, type Attachment, type Email } from 'postal-mime';
import { cleanHtml } from './clean-html.ts';
import { htmlToText } from './html-to-text.ts';
import { MAIL_LIMITS, type MailUnreadable, type MailUnreadableCode, type ParsedMail } from './parsed-mail.ts';
import { decodeHeaderBytes } from './parsing/decode-header-bytes.ts';
import { lightenParts } from './parsing/lighten-parts.ts';
import { oneLine } from './parsing/one-line.ts';
import { readAddresses } from './parsing/read-addresses.ts';
import { readAttachment } from './parsing/read-attachment.ts';
import { readDate } from './parsing/read-date.ts';
import { readMediaType } from './parsing/read-media-type.ts';
import { readMessageIds } from './parsing/read-message-ids.ts';
import { straightenLines } from './parsing/straighten-lines.ts';
import { walkParts } from './parsing/walk-parts.ts';

/** A mail has at least one of these. */
const ANY_OF = [
  'from',
  'to',
  'subject',
  'date',
  'message-id',
  'received',
  'return-path',
  'content-type',
  'sender',
  'cc',
];
const OTHER_TEXTS = ['text/enriched', 'text/richtext', 'text/x-amp-html', 'text/watch-html'];

/**
 * Read a raw message (RFC 5322, MIME).
 *
 * Never rejects and never hangs, whatever the bytes are: broken ones give the facts that can be made out, and what is no
 * mail at all, or beyond `MAIL_LIMITS`, says so by a code. Messages within the message stay attachments, whole.
 */
export async function parseMail(raw: Uint8Array): Promise<ParsedMail | MailUnreadable> {
  if (raw.byteLength === 0) return unreadable('empty', 'The message has no bytes.');
  if (raw.byteLength > MAIL_LIMITS.bytes)
    return unreadable('too_large', `It has more than ${MAIL_LIMITS.bytes} bytes.`);
  const message = decodeHeaderBytes(straightenLines(raw));
  const parts = walkParts(message);
  if (typeof parts === 'string')
    return unreadable(
      parts,
      `It has more than ${MAIL_LIMITS.parts} parts, or parts within parts more than ${MAIL_LIMITS.depth} deep.`,
    );
  const light = lightenParts(message, parts);
  if (light === null) return unreadable('too_many_lines', `It has more than ${MAIL_LIMITS.lines} lines of code.`);
  const email = await divide(light);
  if (!('headers' in email)) return email;
  if (!email.headers.some(({ key }) => ANY_OF.includes(key)))
    return unreadable('malformed', 'It has none of the header fields of a mail.');
  return describe(email);
}

async function divide(message: Uint8Array): Promise<Email | MailUnreadable> {
  try {
    return await PostalMime.parse(message, {
      forceRfc822Attachments: true,
      maxNestingDepth: MAIL_LIMITS.depth,
      maxHeadersSize: MAIL_LIMITS.headerBytes,
    });
  } catch (error) {
    const why = error instanceof Error ? error.message : '';
    if (why.includes('nesting depth'))
      return unreadable('too_deep', `It has parts within parts, more than ${MAIL_LIMITS.depth} deep.`);
    if (why.includes('header size'))
      return unreadable('headers_too_large', `It has more than ${MAIL_LIMITS.headerBytes} bytes of header fields.`);
    return unreadable('malformed', 'It cannot be divided into its parts.');
  }
}

function describe(email: Email): ParsedMail {
  const raw = (name: string) => email.headers.filter(({ key }) => key === name.toLowerCase()).map(({ value }) => value);
  const headers = (name: string) => raw(name).map((value) => oneLine(decodeWords(value)));
  const header = (name: string) => headers(name)[0] ?? null;
  const html = email.html ?? null;
  const shown = new Set([...(html ?? '').matchAll(/cid:([^\s"'<>)]{1,250})/gi)].map(([, id = '']) => id));
  return {
    kind: 'mail',
    messageId: messageId(raw('message-id')),
    from: readAddresses(raw('from'))[0] ?? readAddresses(raw('sender'))[0] ?? null,
    to: readAddresses(raw('to')),
    cc: readAddresses(raw('cc')),
    replyTo: readAddresses(raw('reply-to')),
    subject: header('subject') ?? '',
    date: readDate(header('date') ?? ''),
    inReplyTo: readMessageIds(raw('in-reply-to').join(' ')),
    references: readMessageIds(raw('references').join(' ')),
    text: plainText(email),
    html,
    attachments: email.attachments.filter(isEnclosed).map((part) => readAttachment(part, shown)),
    header,
    headers,
    contentType: readMediaType(raw('content-type')[0] ?? null),
  };
}

/** The same text once more, in a format that nobody asked for, is not something enclosed; nor is an invitation's twin. */
function isEnclosed(part: Attachment, _: number, all: readonly Attachment[]): boolean {
  if (part.filename !== null || part.disposition === 'attachment') return true;
  if (part.mimeType === 'text/calendar') return !all.some(({ filename }) => filename?.toLowerCase().endsWith('.ics'));
  return !OTHER_TEXTS.includes(part.mimeType);
}

/** Some programs leave out the brackets. */
function messageId(fields: readonly string[]): string | null {
  const field = fields.find((value) => value !== '') ?? '';
  const bare = oneLine(field);
  return readMessageIds(field)[0] ?? (/^[^\s<>]{1,998}$/.test(bare) ? `<${bare}>` : null);
}

function plainText({ text = '', html }: Email): string {
  const found = /\S/.test(text) || html === undefined ? text : htmlToText(cleanHtml(html));
  const whole = found.replace(/\r\n?/g, '\n').replaceAll('\u0000', '').trimEnd();
  return whole.length <= MAIL_LIMITS.text ? whole : `${whole.slice(0, MAIL_LIMITS.text)}\n[…]`;
}

function unreadable(code: MailUnreadableCode, why: string): MailUnreadable {
  return { kind: 'unreadable', code, why };
}
