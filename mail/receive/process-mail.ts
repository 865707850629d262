import { randomUUID } from 'node:crypto';
import { receiveMail, type ReceiveMailInput } from '#commands/mail/receive-mail';
import type { CommandContext } from '#commands/tickets/command-context';
import { LONGEST_SUBJECT } from '#domain/tickets/words';
import { ledger } from '#store/mail/ledger';
import { mailAddresses } from '#store/mail/mail-addresses';
import { rawMails, type ClaimedRawMail } from '#store/mail/raw-mail';
import type { StoredFile } from '#store/tickets/messages';
import { classifyMail, LOOP_HEADER, type MailClassification } from '../classify-mail.ts';
import { cleanHtml } from '../clean-html.ts';
import type { MailFiles } from '../files/mail-files.ts';
import { parseMail } from '../parse-mail.ts';
import type { ParsedMail } from '../parsed-mail.ts';
import { ticketSubject } from '../ticket-subject.ts';
import { trimReply } from '../trim-reply.ts';
import { fingerprintOf } from './fingerprint.ts';
import { othersOf, recipientsOf } from './recipients-of.ts';

/** What processing reaches. */
export interface MailIntake extends Pick<CommandContext, 'pool' | 'deliverSoon'> {
  readonly files: MailFiles;
}

/** One that was tried so often ends whoever tries it. */
const mostAttempts = 5;
/** Beyond this nobody reads on; the raw message is kept whole. Characters. */
const longest = { text: 200_000, html: 1_000_000, subject: LONGEST_SUBJECT, name: 200 };

/**
 * Make of a raw message what it is: read, classify, find its ticket, and call the command.
 *
 * What cannot be dealt with is put in quarantine, where people see it and may have it tried again. Rejects only if PostgreSQL
 * or the disk is away: then it is to be tried again.
 */
export async function processMail(intake: MailIntake, raw: ClaimedRawMail): Promise<void> {
  const { pool, files } = intake;
  const quarantine = (reason: string) => rawMails.end(pool, raw.id, { state: 'quarantined', reason });
  if (raw.attempts > mostAttempts) return quarantine('tried_too_often');
  const bytes = await files.readRaw(raw.contentHash).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  });
  if (!bytes) return quarantine('file_missing');
  const mail = await parseMail(bytes);
  if (mail.kind === 'unreadable') return quarantine(mail.code);
  const classified = await classify(intake, mail, raw.envelopeFrom);
  const read = readOf(mail, classified);
  if (endsHere(classified)) {
    return rawMails.end(pool, raw.id, { state: 'ignored', reason: classified.class, ticketId: null }, read);
  }
  if (mail.from === null) {
    return rawMails.end(pool, raw.id, { state: 'quarantined', reason: 'no_sender' }, read);
  }
  const input = await inputOf(intake, raw, mail, { ...read, isAutomatic: classified.isAutomatic });
  if (await receiveMail(intake, input)) return;
  for (const { id } of input.files) await files.removeFile(id);
}

/** Bounces and reports are about mail of ours; our own mail that came back is no message. */
const endsHere = ({ class: kind }: MailClassification) => kind === 'bounce' || kind === 'report' || kind === 'own';

async function classify(
  { pool }: MailIntake,
  mail: ParsedMail,
  envelopeFrom: string | null,
): Promise<MailClassification> {
  const ids = mail.headers(LOOP_HEADER).map((value) => value.trim().toLowerCase());
  const ours = ids.length === 0 ? [] : await ledger.filterKnown(pool, ids);
  return classifyMail(mail, {
    returnPath: envelopeFrom ?? '',
    isOurLoopHeader: (value) => ours.includes(value.trim().toLowerCase()),
  });
}

function readOf(mail: ParsedMail, { class: kind, classReason }: MailClassification) {
  return {
    messageId: mail.messageId,
    fingerprint: fingerprintOf(mail),
    fromAddress: mail.from?.address.toLowerCase() ?? '',
    fromName: (mail.from?.name ?? '').slice(0, longest.name),
    subject: mail.subject.slice(0, longest.subject),
    class: kind,
    classReason,
  };
}

type Read = ReturnType<typeof readOf> & { readonly isAutomatic: boolean };

async function inputOf(
  intake: MailIntake,
  raw: ClaimedRawMail,
  mail: ParsedMail,
  { isAutomatic, ...read }: Read,
): Promise<ReceiveMailInput> {
  const own = await mailAddresses.list(intake.pool);
  const body = mail.text.slice(0, longest.text);
  const replyText = trimReply(body);
  const html = mail.html === null || mail.html.length > longest.html ? null : cleanHtml(mail.html);
  return {
    ...{ rawMailId: raw.id, read, isAutomatic, body, html },
    subject: ticketSubject(mail),
    replyText: replyText === body ? null : replyText,
    files: await keepFiles(intake.files, mail),
    recipients: recipientsOf(mail),
    references: [...mail.inReplyTo, ...mail.references],
    subjectNumber: numberIn(mail.subject),
    cc: othersOf(mail, read.fromAddress, new Set(own.map(({ address }) => address))),
    teamId: own.find(({ id }) => id === raw.mailAddressId)?.teamId ?? null,
  };
}

function numberIn(subject: string): number | null {
  const [, digits] = /\[#(\d{1,15})\]/.exec(subject) ?? [];
  return digits === undefined ? null : Number(digits);
}

/** Files are safe before the transaction that tells of them; if that fails they lie there for nobody. */
async function keepFiles(files: MailFiles, { attachments }: ParsedMail): Promise<StoredFile[]> {
  const kept: StoredFile[] = [];
  for (const { name, type, size, inline, contentId, content } of attachments) {
    const id = randomUUID();
    await files.keepFile(id, content);
    kept.push({ id, name: name ?? 'attachment', mediaType: type, size, isInline: inline, contentId });
  }
  return kept;
}
