import type { LedgerState, MailKind } from '#domain/mail/ledger';
import { canSeeAllMail } from '#domain/permissions/mail';
import type { Actor } from '#domain/permissions/actor';
import { millisecondsOf as ms } from '../milliseconds-of.ts';
import type { Queryable } from '../queryable.ts';
import { sqlParameters, type SqlParameters } from '../sql-parameters.ts';
import type { CarryingMail } from '../tickets/read-thread.ts';
import { seenBy } from '../tickets/seen-by.ts';

/** The last mail of the page before. */
export interface MailPlace {
  /** ms */
  readonly at: number;
  readonly id: string;
}

/** Which page, newest first. */
export interface MailPage {
  readonly after: MailPlace | null;
  readonly limit: number;
}

/** A mail that came in, as it is listed. Instants in ms. */
export interface ListedIncoming {
  readonly id: string;
  readonly state: 'received' | 'processed' | 'ignored' | 'quarantined';
  readonly receivedAt: number;
  readonly processedAt: number | null;
  readonly mailbox: string;
  readonly envelopeFrom: string | null;
  readonly fromName: string | null;
  readonly fromAddress: string | null;
  readonly subject: string | null;
  readonly size: number;
  readonly class: string | null;
  readonly classReason: string | null;
  readonly reason: string | null;
  readonly ticketId: string | null;
  readonly number: number | null;
  readonly attempts: number;
}

/** A mail of ours, as it is listed. Instants in ms. */
export interface ListedOutgoing extends CarryingMail {
  readonly kind: MailKind;
  readonly ticketId: string | null;
  readonly number: number | null;
  readonly messageId: string | null;
  readonly fromName: string;
  readonly fromAddress: string;
  readonly subject: string;
  readonly isAutomatic: boolean;
  readonly createdAt: number;
}

const isAfter = (columns: string, { at, id }: MailPlace, { add }: SqlParameters) =>
  `(${columns}) < (${add(new Date(at))}::timestamptz, ${add(id)}::uuid)`;

const incomingSql = (condition: string) => `
  SELECT m.id, m.state, ${ms('m.received_at')} AS "receivedAt", ${ms('m.processed_at')} AS "processedAt",
    address.address AS mailbox, m.envelope_from AS "envelopeFrom", m.from_name AS "fromName",
    m.from_address AS "fromAddress", m.subject, m.size, m.class, m.class_reason AS "classReason", m.reason,
    m.ticket_id AS "ticketId", t.number::float8 AS number, m.attempts
  FROM raw_mail m JOIN mail_address address ON address.id = m.mail_address_id LEFT JOIN ticket t ON t.id = m.ticket_id
  WHERE ${condition}`;

/** Mails that came in, newest first. */
async function incoming(
  client: Queryable,
  state: ListedIncoming['state'] | undefined,
  { after, limit }: MailPage,
): Promise<ListedIncoming[]> {
  const parameters = sqlParameters();
  const conditions = [
    'true',
    ...(state === undefined ? [] : [`m.state = ${parameters.add(state)}`]),
    ...(after ? [isAfter('m.received_at, m.id', after, parameters)] : []),
  ];
  const { rows } = await client.query<ListedIncoming>(
    `${incomingSql(conditions.join(' AND '))} ORDER BY m.received_at DESC, m.id DESC LIMIT ${parameters.add(limit)}`,
    parameters.values,
  );
  return rows;
}

/** One mail that came in; null if there is none. */
async function findIncoming(client: Queryable, id: string): Promise<ListedIncoming | null> {
  const { rows } = await client.query<ListedIncoming>(incomingSql('m.id = $1'), [id]);
  return rows[0] ?? null;
}

/** Which of our mails somebody may see: of the tickets they may open, and those about none if they may see all. */
function outgoingSeenBy(actor: Actor, parameters: SqlParameters): string {
  const seen = seenBy(actor, parameters);
  return canSeeAllMail(actor) ? `(t.id IS NULL OR ${seen})` : `(t.id IS NOT NULL AND ${seen})`;
}

const outgoingSql = (condition: string) => `
  SELECT o.id, o.kind, o.state, o.ticket_id AS "ticketId", t.number::float8 AS number, o.message_id AS "messageId",
    o.from_name AS "fromName", o.from_address AS "fromAddress", o.to_addresses AS "to", o.cc_addresses AS cc, o.subject,
    o.is_automatic AS "isAutomatic", o.attempt, o.last_answer AS "lastAnswer", o.is_caught AS "isCaught", ${ms('o.held_until')} AS "heldUntil",
    ${ms('o.next_attempt_at')} AS "nextAttemptAt", ${ms('o.ended_at')} AS "endedAt", ${ms('o.created_at')} AS "createdAt"
  FROM outgoing_mail o LEFT JOIN ticket t ON t.id = o.ticket_id WHERE ${condition}`;

/** Mails of ours that somebody may see, newest first. */
async function outgoing(
  client: Queryable,
  actor: Actor,
  state: LedgerState | undefined,
  { after, limit }: MailPage,
): Promise<ListedOutgoing[]> {
  const parameters = sqlParameters();
  const conditions = [
    outgoingSeenBy(actor, parameters),
    ...(state === undefined ? [] : [`o.state = ${parameters.add(state)}`]),
    ...(after ? [isAfter('o.created_at, o.id', after, parameters)] : []),
  ];
  const { rows } = await client.query<ListedOutgoing>(
    `${outgoingSql(conditions.join(' AND '))} ORDER BY o.created_at DESC, o.id DESC LIMIT ${parameters.add(limit)}`,
    parameters.values,
  );
  return rows;
}

/** One mail of ours; null if there is none that somebody may see. */
async function findOutgoing(client: Queryable, actor: Actor, id: string): Promise<ListedOutgoing | null> {
  const parameters = sqlParameters();
  const condition = `o.id = ${parameters.add(id)} AND ${outgoingSeenBy(actor, parameters)}`;
  const { rows } = await client.query<ListedOutgoing>(outgoingSql(condition), parameters.values);
  return rows[0] ?? null;
}

/** Mails as the mail page lists them. */
export const listMail = { incoming, findIncoming, outgoing, findOutgoing };
