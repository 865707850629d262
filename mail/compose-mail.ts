import type { LedgerMail } from '#store/mail/ledger';
import MailComposer from 'nodemailer/lib/mail-composer';
import { LOOP_HEADER } from './classify-mail.ts';

/** What of the ledger makes a mail. */
export type ComposableMail = Pick<
  LedgerMail,
  | 'id'
  | 'kind'
  | 'internetMessageId'
  | 'fromName'
  | 'fromAddress'
  | 'replyTo'
  | 'to'
  | 'cc'
  | 'subject'
  | 'text'
  | 'html'
  | 'inReplyTo'
  | 'references'
  | 'isAutomatic'
  | 'createdAt'
>;

/** A file that goes with a mail. */
export interface EnclosedFile {
  readonly name: string;
  readonly mediaType: string;
  readonly content: Buffer;
}

/**
 * A mail of the ledger as the bytes that go over the wire: the same headers in each attempt, so that a mail which arrives
 * twice is one to those who look at its Message-ID.
 */
export function composeMail(mail: ComposableMail, files: readonly EnclosedFile[] = []): Promise<Buffer> {
  const composer = new MailComposer({
    from: { name: mail.fromName, address: mail.fromAddress },
    to: [...mail.to],
    cc: [...mail.cc],
    ...(mail.replyTo !== null && { replyTo: { name: mail.fromName, address: mail.replyTo } }),
    subject: mail.subject,
    text: mail.text,
    ...(mail.html !== null && { html: mail.html }),
    messageId: mail.internetMessageId,
    ...(mail.inReplyTo !== null && { inReplyTo: mail.inReplyTo }),
    references: [...mail.references],
    date: new Date(mail.createdAt),
    attachments: files.map(({ name, mediaType, content }) => ({ filename: name, contentType: mediaType, content })),
    headers: { [LOOP_HEADER]: mail.id, ...(mail.isAutomatic && automatic) },
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().build();
}

/** RFC 3834, section 5; the second is what Exchange listens to. */
const automatic = { 'Auto-Submitted': 'auto-replied', 'X-Auto-Response-Suppress': 'All' };
