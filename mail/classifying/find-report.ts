import type { ParsedMail } from '../parsed-mail.ts';
import { AGGREGATE_SUBJECT, COMPLAINT_SUBJECT } from './bounce-words.ts';

const REPORT_TYPES: Readonly<Record<string, string>> = {
  'feedback-report': 'complaint',
  'disposition-notification': 'read_receipt',
  'delivery-status': 'delivery_receipt',
  tlsrpt: 'tls_report',
};
const PARTS: Readonly<Record<string, string>> = {
  'message/feedback-report': 'complaint',
  'message/disposition-notification': 'read_receipt',
  'message/global-disposition-notification': 'read_receipt',
  'application/tlsrpt+gzip': 'tls_report',
};

/**
 * Recognise a report that a program wrote: a complaint (RFC 5965), a receipt (RFC 8098, or RFC 3464 for a mail that
 * arrived), an aggregate about DMARC (RFC 7489) or TLS (RFC 8460), a button that unsubscribes.
 *
 * @returns why it is one, null if it is none
 */
export function findReport(mail: ParsedMail): string | null {
  const { value, parameters } = mail.contentType;
  if (value === 'multipart/report') {
    const type = parameters['report-type']?.toLowerCase() ?? '';
    return REPORT_TYPES[type] ?? partOf(mail) ?? 'report';
  }
  const aggregate = AGGREGATE_SUBJECT.test(mail.subject) && mail.attachments.some(({ type }) => /zip|xml/.test(type));
  if (aggregate || mail.header('tls-report-domain') !== null) return 'aggregate_report';
  if (mail.header('x-apple-unsubscribe') !== null) return 'unsubscribe_request';
  if (COMPLAINT_SUBJECT.test(mail.subject)) return 'complaint';
  if (
    /@sns\.amazonaws\.com$/i.test(mail.from?.address ?? '') &&
    /\\?"notificationType\\?"\s*:\s*\\?"Complaint/.test(mail.text)
  )
    return 'complaint';
  return partOf(mail);
}

function partOf(mail: ParsedMail): string | null {
  return mail.attachments.map(({ type }) => PARTS[type]).find((reason) => reason !== undefined) ?? null;
}
