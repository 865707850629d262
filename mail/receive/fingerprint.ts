import { createHash } from 'node:crypto';
import type { ParsedMail } from '../parsed-mail.ts';

/**
 * What tells one message from another beside its Message-ID: SHA-256 of From, Date, Subject and body, in hex. The same message
 * by another of our addresses has the same; one that took another's id has not.
 */
export function fingerprintOf({ from, date, subject, text, html, attachments }: ParsedMail): string {
  const hash = createHash('sha256');
  const parts = [from?.address.toLowerCase() ?? '', date?.toISOString() ?? '', subject, text, html ?? ''];
  for (const part of parts) hash.update(`${String(part.length)}:${part}\n`);
  for (const { content } of attachments) hash.update(`${String(content.length)}:`).update(content);
  return hash.digest('hex');
}
