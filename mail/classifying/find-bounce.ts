import type { ParsedMail } from '../parsed-mail.ts';
import { BOUNCE_SUBJECT, BOUNCE_TEXT } from './bounce-words.ts';
import { readDeliveryStatus, type DeliveryStatus } from './read-delivery-status.ts';

/** Why a mail is one that came back, and what it says of each recipient. */
export interface Bounce {
  readonly reason: 'delivery_status' | 'failed_recipients' | 'daemon_sender' | 'bounce_subject' | 'bounce_wording';
  readonly deliveryStatus: readonly DeliveryStatus[];
}

const DAEMON_ADDRESS =
  /(?:^|[\s<"'])(?:mailer[-_.]?daemon|mail[-_.]?daemon|mail[-_.]delivery[-_.](?:sub)?system)(?:$|[@\s>"'])/i;
const DAEMON_NAME = /mail(?:er)? deliver[ys]? (?:sub)?system|mailer[- ]daemon/i;
const POSTMASTER =
  /^(?:po+st[-_.]?master|sysadmin|administrator|system|no[-_.]?reply|do[-_.]?not[-_.]?reply|bounces?)$/i;
/** How far into a text its purpose has become clear. */
const BEGINNING = 3000;

/**
 * Recognise a bounce: a delivery status notification (RFC 3464), or what older and stranger servers send instead.
 *
 * A notification that tells of nothing but success is no bounce. Wording counts only from senders that are machines.
 *
 * @param isNull whether the envelope's sender is nobody
 */
export function findBounce(mail: ParsedMail, isNull: boolean): Bounce | null {
  const parts = mail.attachments.filter(({ type }) => /^message\/(?:global-)?delivery-status$/.test(type));
  const deliveryStatus = parts.flatMap(({ content }) => readDeliveryStatus(content));
  const found = (reason: Bounce['reason']): Bounce => ({ reason, deliveryStatus });
  const sentByMachine = isNull || isDaemon(mail);

  if (isReport(mail, parts.length > 0) || (parts.length > 0 && (sentByMachine || isPostmaster(mail)))) {
    const good = deliveryStatus.filter(({ action }) => action !== 'failed' && action !== 'delayed');
    return deliveryStatus.length > 0 && good.length === deliveryStatus.length ? null : found('delivery_status');
  }
  if (mail.header('x-failed-recipients') !== null || mail.header('x-ms-exchange-message-is-ndr') !== null)
    return found('failed_recipients');
  if (isDaemon(mail)) return found('daemon_sender');
  if (BOUNCE_SUBJECT.test(mail.subject) && (isNull || isPostmaster(mail))) return found('bounce_subject');
  return isWorded(mail) ? found('bounce_wording') : null;
}

function isReport({ contentType: { value, parameters } }: ParsedMail, hasPart: boolean): boolean {
  const type = parameters['report-type']?.toLowerCase();
  return value === 'multipart/report' && (type === 'delivery-status' || (type === undefined && hasPart));
}

function isDaemon(mail: ParsedMail): boolean {
  const from = mail.header('from') ?? '';
  return (
    DAEMON_ADDRESS.test(from) ||
    DAEMON_NAME.test(mail.from?.name ?? '') ||
    DAEMON_ADDRESS.test(mail.header('return-path') ?? '')
  );
}

function isPostmaster(mail: ParsedMail): boolean {
  return POSTMASTER.test(mail.from?.address.replace(/@.*$/, '') ?? '');
}

function isWorded(mail: ParsedMail): boolean {
  const text = mail.text.slice(0, BEGINNING);
  // What Amazon's notification service sends about mail that Amazon sent.
  if (/@sns\.amazonaws\.com$/i.test(mail.from?.address ?? ''))
    return /\\?"notificationType\\?"\s*:\s*\\?"Bounce/.test(text);
  if (/^po+st[-_.]?master$/i.test(mail.from?.address.replace(/@.*$/, '') ?? '')) return BOUNCE_TEXT.test(text);
  // The list manager fml refuses a post in the list's name.
  return mail.header('x-mlserver')?.startsWith('fml') === true && mail.from?.address.includes('-admin@') === true;
}
