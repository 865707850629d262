import type { ParsedMail } from '../parsed-mail.ts';

/**
 * Whether the mail came from nobody, as mails do that must not be answered (RFC 5321 §4.5.5).
 *
 * @param returnPath the envelope's sender where it is known, empty for nobody; else the `Return-Path` field tells
 */
export function isNullSender(mail: ParsedMail, returnPath: string | undefined): boolean {
  if (returnPath !== undefined) return /^<?>?$/.test(returnPath.trim());
  return mail.headers('return-path')[0] === '<>';
}
