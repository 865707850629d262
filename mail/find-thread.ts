import type { ParsedMail } from './parsed-mail.ts';
import type { ThreadKeys } from './thread-keys.ts';
import { readMessageId, readReplyAddress } from './thread-tokens.ts';

/** Where a mail may belong, by one sign. */
export type ThreadCandidate =
  /** It went to a reply address. Counts if `isForTicket` proves the token for the ticket of that number. */
  | { readonly kind: 'reply-address'; readonly number: number; readonly token: string; readonly mailbox: string }
  /** It answers this mail of ours; proven. */
  | { readonly kind: 'our-message'; readonly mailId: string }
  /** It names these messages, the nearest first. Counts for a stored one if the sender takes part in its ticket. */
  | { readonly kind: 'reference'; readonly messageIds: readonly string[] }
  /** Its subject has our tag `[#1042]`. Counts if the sender takes part in that ticket. */
  | { readonly kind: 'subject'; readonly number: number };

/** Fields in which servers and forwarders note whom a mail was for. */
const DELIVERED = ['delivered-to', 'x-original-to', 'envelope-to', 'x-envelope-to', 'x-forwarded-to'];
const MOST_TAGS = 3;

/**
 * The signs of the thread that a mail belongs to, the strongest first; the first that counts decides.
 *
 * Pure: what is stored and who takes part is for the caller to find out.
 *
 * @param recipients of the envelope, where they are known: a reply address in BCC shows nowhere else
 */
export function findThread(mail: ParsedMail, keys: ThreadKeys, recipients: readonly string[] = []): ThreadCandidate[] {
  const written = [...mail.to, ...mail.cc].map(({ address }) => address);
  const noted = DELIVERED.flatMap((name) => mail.headers(name)).map((value) => value.replace(/^<|>$/g, ''));
  const addresses = unique([...recipients, ...written, ...noted]).flatMap((address) => readReplyAddress(address) ?? []);
  const messageIds = unique([...mail.inReplyTo, ...mail.references.toReversed()]);
  const ours = unique(messageIds.flatMap((id) => readMessageId(keys, id) ?? []));
  const numbers = unique([...mail.subject.matchAll(/\[#(\d{1,9})\]/g)].map(([, digits]) => Number(digits)));
  return [
    ...addresses.map((found) => ({ kind: 'reply-address' as const, ...found })),
    ...ours.map((mailId) => ({ kind: 'our-message' as const, mailId })),
    ...(messageIds.length > 0 ? [{ kind: 'reference' as const, messageIds }] : []),
    ...numbers.slice(0, MOST_TAGS).map((number) => ({ kind: 'subject' as const, number })),
  ];
}

function unique<T>(items: readonly T[]): T[] {
  return [...new Set(items)];
}
