import { createHmac, timingSafeEqual } from 'node:crypto';

/** A ticket as its signs name it. */
export interface SignedTicket {
  readonly ticketId: string;
  /** The address of ours that the mail goes out from. */
  readonly address: string;
}

/** 130 bits, in letters and digits that survive a server which changes their case. */
const tokenLength = 26;
const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';

function sign(secret: string, purpose: string, what: string): string {
  const bytes = createHmac('sha256', secret).update(`${purpose}\n${what}`).digest();
  return Array.from(bytes.subarray(0, tokenLength), (byte) => alphabet[byte & 31]).join('');
}

function isSigned(secret: string, purpose: string, what: string, token: string): boolean {
  const [given, right] = [Buffer.from(token.toLowerCase()), Buffer.from(sign(secret, purpose, what))];
  return given.length === right.length && timingSafeEqual(given, right);
}

/** The address to which answers about a ticket go: `support+1042.token@host`. Its number may not be guessed into another. */
export function makeReplyAddress(
  secret: string,
  { number, ticketId, address }: SignedTicket & { number: number },
): string {
  const at = address.lastIndexOf('@');
  return `${address.slice(0, at)}+${String(number)}.${sign(secret, 'reply', ticketId)}${address.slice(at)}`;
}

/** What an address of ours with a token says, true or not; null if it has none. */
export interface ReplyAddress {
  readonly number: number;
  readonly token: string;
  /** Without the token. */
  readonly address: string;
}

/** Read a reply address, whoever made it. */
export function readReplyAddress(address: string): ReplyAddress | null {
  const match = /^(.+)\+(\d{1,15})\.([a-z2-7]{26})(@[^@]+)$/i.exec(address);
  const [, local = '', number = '', token = '', host = ''] = match ?? [];
  return match ? { number: Number(number), token, address: `${local}${host}`.toLowerCase() } : null;
}

/** Whether the token of a reply address is the one of that ticket. */
export const isReplyToken = (secret: string, ticketId: string, token: string): boolean =>
  isSigned(secret, 'reply', ticketId, token);

/** The Message-ID of a mail of ours about a ticket: `<nf.mail.token@host>`. */
export function makeMessageId(
  secret: string,
  { mailId, ticketId, address }: SignedTicket & { mailId: string },
): string {
  const host = address.slice(address.lastIndexOf('@') + 1);
  return `<nf.${mailId}.${sign(secret, 'message-id', `${mailId}\n${ticketId}`)}@${host}>`;
}

/** What a Message-ID in our form says, true or not. */
export interface OwnMessageId {
  /** Of the send ledger. */
  readonly mailId: string;
  readonly token: string;
}

/** Read a Message-ID, with or without angle brackets; null if it has not our form. */
export function readMessageId(messageId: string): OwnMessageId | null {
  const match = /^<?nf\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([a-z2-7]{26})@[^@>]+>?$/i.exec(messageId);
  const [, mailId = '', token = ''] = match ?? [];
  return match ? { mailId: mailId.toLowerCase(), token } : null;
}

/** Whether the token of a Message-ID is the one of that mail about that ticket. */
export const isMessageIdToken = (secret: string, ticketId: string, { mailId, token }: OwnMessageId): boolean =>
  isSigned(secret, 'message-id', `${mailId}\n${ticketId}`, token);
