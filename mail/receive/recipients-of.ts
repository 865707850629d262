import { isUnread } from '#domain/mail/is-unread';
import { readReplyAddress } from '#store/mail/thread-tokens';
import type { MailAddress, ParsedMail } from '../parsed-mail.ts';
import { oneLine } from '../parsing/one-line.ts';

/** Fields in which servers and forwarders note whom a mail was for. */
const deliveredTo = ['delivered-to', 'x-original-to', 'envelope-to', 'x-envelope-to', 'x-forwarded-to'];

/** Every address a mail says it was sent or delivered to. */
export function recipientsOf(mail: ParsedMail): string[] {
  const delivered = deliveredTo.flatMap((name) => mail.headers(name)).map((value) => value.replace(/^<|>$/g, ''));
  return [...mail.to, ...mail.cc].map(({ address }) => address).concat(delivered);
}

/** More would be a list, not people who take part. */
const mostOthers = 50;
const longestName = 200;

/**
 * Who else takes part, by To and Cc: without the sender, without addresses of ours (with or without a token) and without
 * those that nobody reads.
 */
export function othersOf(mail: ParsedMail, sender: string, own: ReadonlySet<string>): MailAddress[] {
  const others = new Map<string, MailAddress>();
  for (const { name, address: written } of [...mail.to, ...mail.cc]) {
    const address = written.toLowerCase();
    const bare = readReplyAddress(address)?.address ?? address;
    if (address === sender || own.has(address) || own.has(bare) || isUnread(address)) continue;
    others.set(address, { name: oneLine(name.slice(0, longestName)), address });
  }
  return [...others.values()].slice(0, mostOthers);
}
