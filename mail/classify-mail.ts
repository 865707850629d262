import { findAutoReply } from './classifying/find-auto-reply.ts';
import { findBounce } from './classifying/find-bounce.ts';
import { findReport } from './classifying/find-report.ts';
import { isNullSender } from './classifying/is-null-sender.ts';
import type { DeliveryStatus } from './classifying/read-delivery-status.ts';
import type { ParsedMail } from './parsed-mail.ts';

/** The field in which our own mails say that they are ours. */
export const LOOP_HEADER = 'X-NixFlow-Loop';

/** What kind of mail it is. The first that applies counts, in the order `own`, `bounce`, `report`, `auto-reply`, `bulk`. */
export type MailClass = 'ordinary' | 'auto-reply' | 'bounce' | 'report' | 'bulk' | 'own';

/** See `classifyMail`. */
export interface MailClassification {
  readonly class: MailClass;
  /** A code: which sign decided. */
  readonly classReason: string;
  /** Whether no person wrote it: such mail never causes mail, never opens or reopens a ticket, never counts for a clock. */
  readonly isAutomatic: boolean;
  /** Of a bounce in the format for it (RFC 3464): each recipient. `delayed` does not condemn an address. */
  readonly deliveryStatus: readonly DeliveryStatus[];
}

/** What is known about a mail beside the mail. */
export interface MailCircumstances {
  /** The envelope's sender, empty for nobody. Left out, the `Return-Path` field tells. */
  readonly returnPath?: string;
  /** Whether a value of `LOOP_HEADER` is one that we made. */
  readonly isOurLoopHeader?: (value: string) => boolean;
}

const BULK_FIELDS = ['list-id', 'list-unsubscribe', 'list-post', 'mailing-list', 'x-mailing-list'];

/**
 * Tell what a person wrote from what programs send. In doubt a person wrote it: automatic mail nobody misses, a customer
 * who is taken for a machine is lost.
 *
 * `bulk` is what came by a list: it opens and appends like ordinary mail, but causes no automatic mail.
 */
export function classifyMail(mail: ParsedMail, circumstances: MailCircumstances = {}): MailClassification {
  const { returnPath, isOurLoopHeader = () => false } = circumstances;
  const is = (kind: MailClass, classReason: string, deliveryStatus: readonly DeliveryStatus[] = []) => ({
    ...{ class: kind, classReason, deliveryStatus },
    isAutomatic: kind !== 'ordinary' && kind !== 'bulk',
  });
  if (mail.headers(LOOP_HEADER).some(isOurLoopHeader)) return is('own', 'loop_header');
  const isNull = isNullSender(mail, returnPath);
  const bounce = findBounce(mail, isNull);
  if (bounce) return is('bounce', bounce.reason, bounce.deliveryStatus);
  const report = findReport(mail);
  if (report !== null) return is('report', report);
  const autoReply = findAutoReply(mail, isNull);
  if (autoReply !== null) return is('auto-reply', autoReply);
  const bulk = findBulk(mail);
  return bulk === null ? is('ordinary', 'no_sign_of_a_machine') : is('bulk', bulk);
}

function findBulk(mail: ParsedMail): string | null {
  if (/^(?:bulk|list|junk)\b/i.test(mail.header('precedence') ?? '')) return 'precedence';
  return BULK_FIELDS.some((name) => mail.header(name) !== null) ? 'list_header' : null;
}
