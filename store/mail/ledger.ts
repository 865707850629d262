import { isUuid } from '#domain/is-uuid';
import { hasEnded, type LedgerPlace, type LedgerState, type MailKind } from '#domain/mail/ledger';
import { millisecondsOf as ms } from '../milliseconds-of.ts';
import type { Queryable } from '../queryable.ts';

/** A mail as it is written into the ledger, before its first attempt. */
export interface NewMail {
  readonly id: string;
  readonly kind: MailKind;
  readonly ticketId: string | null;
  readonly messageId: string | null;
  /** With angle brackets. */
  readonly internetMessageId: string;
  readonly fromName: string;
  readonly fromAddress: string;
  readonly replyTo: string | null;
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly html: string | null;
  readonly inReplyTo: string | null;
  readonly references: readonly string[];
  readonly isAutomatic: boolean;
  /** Until then (ms) it can be undone; null: it cannot. */
  readonly heldUntil: number | null;
}

/** A mail of the ledger: what it says, and how it stands. Instants in ms. */
export interface LedgerMail extends NewMail, LedgerPlace {
  readonly createdAt: number;
  /** Since when it is tried: since it was written, or a person had it sent again. */
  readonly triedSince: number;
  /** Attempts made before that. */
  readonly attemptsBefore: number;
  /** `nixflow_now()` of the reading. */
  readonly now: number;
}

const columns = `id, kind, ticket_id AS "ticketId", message_id AS "messageId", internet_message_id AS "internetMessageId",
  from_name AS "fromName", from_address AS "fromAddress", reply_to AS "replyTo", to_addresses AS "to", cc_addresses AS cc,
  subject, text, html, in_reply_to AS "inReplyTo", "references", is_automatic AS "isAutomatic", state, attempt,
  ${ms('held_until')} AS "heldUntil", ${ms('lease_until')} AS "leaseUntil", ${ms('next_attempt_at')} AS "nextAttemptAt",
  ${ms('created_at')} AS "createdAt",
  ${ms('coalesce(resent_at, created_at)')} AS "triedSince", attempts_before AS "attemptsBefore", ${ms('nixflow_now()')} AS now`;

/** Write a mail down, in the transaction of what it tells of. Held or queued: nothing is sent yet. */
async function insert(client: Queryable, mail: NewMail): Promise<void> {
  const heldUntil = mail.heldUntil === null ? null : new Date(mail.heldUntil);
  await client.query(
    `INSERT INTO outgoing_mail (id, kind, ticket_id, message_id, internet_message_id, from_name, from_address, reply_to,
       to_addresses, cc_addresses, subject, text, html, in_reply_to, "references", is_automatic, held_until, state)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)`,
    [
      ...[mail.id, mail.kind, mail.ticketId, mail.messageId, mail.internetMessageId, mail.fromName, mail.fromAddress],
      ...[mail.replyTo, mail.to, mail.cc, mail.subject, mail.text, mail.html, mail.inReplyTo, mail.references],
      ...[mail.isAutomatic, heldUntil, heldUntil === null ? 'queued' : 'held'],
    ],
  );
}

/** One mail; null if there is none of this id. */
async function find(client: Queryable, id: string): Promise<LedgerMail | null> {
  const { rows } = await client.query<LedgerMail>(`SELECT ${columns} FROM outgoing_mail WHERE id = $1`, [id]);
  return rows[0] ?? null;
}

/** The mail that carries a message; null if none does. */
async function findByMessage(client: Queryable, messageId: string): Promise<LedgerMail | null> {
  const { rows } = await client.query<LedgerMail>(
    `SELECT ${columns} FROM outgoing_mail WHERE message_id = $1 ORDER BY created_at DESC LIMIT 1`,
    [messageId],
  );
  return rows[0] ?? null;
}

/** Lock a mail for the rest of the transaction. Its ticket, if it has one, is locked before. */
async function lock(client: Queryable, id: string): Promise<LedgerMail | null> {
  const { rows } = await client.query<LedgerMail>(`SELECT ${columns} FROM outgoing_mail WHERE id = $1 FOR UPDATE`, [
    id,
  ]);
  return rows[0] ?? null;
}

/** What a step of a mail writes; what is not said stays. */
export interface LedgerChange {
  readonly state: LedgerState;
  readonly answer?: string;
  readonly aliasMessageId?: string;
  /** From now (ms). */
  readonly nextAttemptInMs?: number;
}

/** Write a step of a locked mail. */
async function write(client: Queryable, id: string, change: LedgerChange): Promise<void> {
  const { state, answer = null, aliasMessageId = null, nextAttemptInMs = null } = change;
  await client.query(
    `UPDATE outgoing_mail SET state = $2, held_until = CASE WHEN $2 = 'queued' THEN NULL ELSE held_until END,
       lease_until = NULL, last_answer = coalesce($3, last_answer), alias_message_id = coalesce($4, alias_message_id),
       next_attempt_at = nixflow_now() + $5 * INTERVAL '1 millisecond',
       ended_at = CASE WHEN $6 THEN nixflow_now() END
     WHERE id = $1`,
    [id, state, answer, aliasMessageId, nextAttemptInMs, hasEnded(state)],
  );
}

/** Queue a locked mail that has come to its end, as if it were new. */
async function queueAgain(client: Queryable, id: string): Promise<void> {
  await client.query(
    `UPDATE outgoing_mail SET state = 'queued', resent_at = nixflow_now(), attempts_before = attempt, held_until = NULL,
       lease_until = NULL, next_attempt_at = NULL, ended_at = NULL
     WHERE id = $1`,
    [id],
  );
}

/**
 * Begin an attempt: it is ours for so long, or not at all.
 *
 * @param isCaught whether it goes to the built-in catcher
 */
async function beginAttempt(
  client: Queryable,
  id: string,
  attempt: number,
  leaseMs: number,
  { isCaught }: { readonly isCaught: boolean } = { isCaught: false },
): Promise<boolean> {
  const { rowCount } = await client.query(
    `UPDATE outgoing_mail SET state = 'sending', attempt = $2, lease_until = nixflow_now() + $3 * INTERVAL '1 millisecond',
       next_attempt_at = NULL, is_caught = $4
     WHERE id = $1 AND attempt = $2 - 1
       AND (state = 'queued' OR (state = 'sending' AND lease_until <= nixflow_now()))`,
    [id, attempt, leaseMs, isCaught],
  );
  return rowCount === 1;
}

/** The server asks for the body: from here on the mail may arrive. False: the attempt is not ours any more. */
async function beginData(client: Queryable, id: string, attempt: number, leaseMs: number): Promise<boolean> {
  const { rowCount } = await client.query(
    `UPDATE outgoing_mail SET state = 'data', lease_until = nixflow_now() + $3 * INTERVAL '1 millisecond'
     WHERE id = $1 AND attempt = $2 AND state = 'sending'`,
    [id, attempt, leaseMs],
  );
  return rowCount === 1;
}

/** Keep an attempt under way for so much longer. False: it is not ours any more. */
async function renewLease(client: Queryable, id: string, attempt: number, leaseMs: number): Promise<boolean> {
  const { rowCount } = await client.query(
    `UPDATE outgoing_mail SET lease_until = nixflow_now() + $3 * INTERVAL '1 millisecond'
     WHERE id = $1 AND attempt = $2 AND state IN ('sending', 'data')`,
    [id, attempt, leaseMs],
  );
  return rowCount === 1;
}

/** Mails that should have moved so long ago (ms) and did not, oldest first: their workflow is started again. */
async function listForgotten(client: Queryable, sinceMs: number, limit: number): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `SELECT id FROM outgoing_mail
     WHERE state IN ('held', 'queued', 'sending', 'data')
       AND coalesce(lease_until, next_attempt_at, held_until, resent_at, created_at) < nixflow_now() - $1 * INTERVAL '1 millisecond'
     ORDER BY coalesce(lease_until, next_attempt_at, held_until, resent_at, created_at), id LIMIT $2`,
    [sinceMs, limit],
  );
  return rows.map(({ id }) => id);
}

/** Automatic mails about a ticket in the last so many milliseconds. */
async function countAutomatic(client: Queryable, ticketId: string, withinMs: number): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM outgoing_mail
     WHERE ticket_id = $1 AND is_automatic AND created_at > nixflow_now() - $2 * INTERVAL '1 millisecond'`,
    [ticketId, withinMs],
  );
  return rows[0]?.count ?? 0;
}

/**
 * The mailbox of an address in SQL: what stands after a `+` is no other one with most providers, nor is one with other dots
 * with the largest.
 */
const mailboxOf = (address: string) =>
  `regexp_replace(CASE WHEN lower(${address}) ~ '@(gmail|googlemail)\\.com$'
     THEN replace(split_part(lower(${address}), '@', 1), '.', '') || '@gmail.com' ELSE lower(${address}) END, '\\+[^@]*@', '@')`;

/** Automatic mails to one mailbox, whatever they are about. */
export interface AutomaticMails {
  readonly inHour: number;
  readonly inDay: number;
}

/** Automatic mails that the mailbox of this address got in the last hour and day. They have one recipient each. */
async function countAutomaticTo(client: Queryable, address: string): Promise<AutomaticMails> {
  const { rows } = await client.query<AutomaticMails>(
    `SELECT count(*) FILTER (WHERE created_at > nixflow_now() - INTERVAL '1 hour')::int AS "inHour", count(*)::int AS "inDay"
     FROM outgoing_mail
     WHERE created_at > (SELECT nixflow_now() - INTERVAL '1 day') AND is_automatic
       AND ${mailboxOf('to_addresses[1]')} = ${mailboxOf('$1::text')}`,
    [address],
  );
  return rows[0] ?? { inHour: 0, inDay: 0 };
}

/** Whoever names more of them does not send back a mail of ours. */
const mostAsked = 10;

/** Which of these are ids of mails of ours. Anybody may have written them. */
async function filterKnown(client: Queryable, ids: readonly string[]): Promise<string[]> {
  const asked = ids.filter((id) => isUuid(id)).slice(0, mostAsked);
  if (asked.length === 0) return [];
  const { rows } = await client.query<{ id: string }>('SELECT id FROM outgoing_mail WHERE id = ANY($1::uuid[])', [
    asked,
  ]);
  return rows.map(({ id }) => id);
}

/** The send ledger. Who may write what when is said in `domain/mail/ledger.ts`. */
export const ledger = {
  insert,
  find,
  findByMessage,
  lock,
  write,
  queueAgain,
  beginAttempt,
  beginData,
  renewLease,
  listForgotten,
  countAutomatic,
  countAutomaticTo,
  filterKnown,
};
