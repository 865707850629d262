import { isOurToken, makeToken, TOKEN, type ThreadKeys } from './thread-keys.ts';

const REPLY_ADDRESS = new RegExp(`^(.+)\\+(\\d{1,9})\\.(${TOKEN})@([^@\\s]+)$`, 'i');
const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const MESSAGE_ID = new RegExp(`^<nf\\.(${UUID})\\.(${TOKEN})@[^@\\s<>]+>$`, 'i');
const LOOP_HEADER = new RegExp(`^(${UUID})\\.(${TOKEN})$`, 'i');

/** What a reply address says. Nothing is proven by it until `isForTicket` said so. */
export interface ReplyAddress {
  /** The mailbox without what was added. */
  readonly mailbox: string;
  readonly number: number;
  readonly token: string;
}

/**
 * The address that replies to a ticket go to: `support+1042.<token>@example.com`.
 *
 * The number finds the ticket, the token proves its id: after a restore another ticket may have the number. An id in the
 * address itself would not leave room in the 64 octets that servers take before the `@` (RFC 5321 §4.5.3.1.1).
 */
export function makeReplyAddress(
  keys: ThreadKeys,
  { mailbox, ticketId, number }: { mailbox: string; ticketId: string; number: number },
): string {
  const at = mailbox.lastIndexOf('@');
  return `${mailbox.slice(0, at)}+${number}.${makeToken(keys, 'reply', ticketId.toLowerCase())}${mailbox.slice(at)}`;
}

/** Read such an address, null if it is none of that form. */
export function readReplyAddress(address: string): ReplyAddress | null {
  const [, local, digits, token, domain] = REPLY_ADDRESS.exec(address) ?? [];
  if (local === undefined || token === undefined || domain === undefined) return null;
  return { mailbox: `${local}@${domain}`, number: Number(digits), token: token.toLowerCase() };
}

/** Whether the token of a reply address was made for this ticket. */
export function isForTicket(keys: ThreadKeys, ticketId: string, { token }: { readonly token: string }): boolean {
  return isOurToken(keys, 'reply', ticketId.toLowerCase(), token);
}

/** The Message-ID of a mail of ours: `<nf.<mail's id>.<token>@domain>`. The same mail always has the same. */
export function makeMessageId(keys: ThreadKeys, { mailId, domain }: { mailId: string; domain: string }): string {
  const id = mailId.toLowerCase();
  return `<nf.${id}.${makeToken(keys, 'message', id)}@${domain}>`;
}

/** The id of the mail of ours that a Message-ID names, null if we did not make it. */
export function readMessageId(keys: ThreadKeys, messageId: string): string | null {
  return readOurs(keys, 'message', MESSAGE_ID.exec(messageId));
}

/** The value of `LOOP_HEADER` in a mail of ours. */
export function makeLoopHeader(keys: ThreadKeys, mailId: string): string {
  const id = mailId.toLowerCase();
  return `${id}.${makeToken(keys, 'loop', id)}`;
}

/** The id of the mail of ours that carries this value, null if we did not make it. */
export function readLoopHeader(keys: ThreadKeys, value: string): string | null {
  return readOurs(keys, 'loop', LOOP_HEADER.exec(value.trim()));
}

function readOurs(keys: ThreadKeys, purpose: string, match: RegExpExecArray | null): string | null {
  const [, id, token] = match ?? [];
  if (id === undefined || token === undefined) return null;
  return isOurToken(keys, purpose, id.toLowerCase(), token) ? id.toLowerCase() : null;
}
