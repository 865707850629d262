import type { PoolClient } from 'pg';
import type { Queryable } from '../queryable.ts';

/** A message whose bytes are safe in their file. */
export interface NewRawMail {
  /** SHA-256 of the bytes, in hex: the name of the file. */
  readonly contentHash: string;
  readonly size: number;
  readonly mailAddressIds: readonly string[];
  /** Null: the null return path. */
  readonly envelopeFrom: string | null;
}

/** A message in the hands of whoever processes it. */
export interface ClaimedRawMail {
  readonly id: string;
  readonly contentHash: string;
  /** bytes */
  readonly size: number;
  readonly mailAddressId: string;
  readonly envelopeFrom: string | null;
  /** How often it was claimed, this time included. */
  readonly attempts: number;
}

/** What a message said of itself. */
export interface ReadMail {
  readonly messageId: string | null;
  readonly fingerprint: string | null;
  readonly fromAddress: string | null;
  readonly fromName: string | null;
  readonly subject: string | null;
  readonly class: string | null;
  readonly classReason: string | null;
}

/** What became of a message. */
export type RawMailEnd =
  | { readonly state: 'processed'; readonly ticketId: string }
  /** It makes no ticket; `reason` is a code. */
  | { readonly state: 'ignored'; readonly reason: string; readonly ticketId: string | null }
  | { readonly state: 'quarantined'; readonly reason: string };

/** Write down that a message came, once for each address of ours that it was for. */
async function insert(client: Queryable, mail: NewRawMail): Promise<void> {
  await client.query(
    `INSERT INTO raw_mail (content_hash, size, envelope_from, mail_address_id) SELECT $1, $2, $3, unnest($4::uuid[])`,
    [mail.contentHash, mail.size, mail.envelopeFrom, mail.mailAddressIds],
  );
}

/** Take messages that nobody works on, oldest first; nobody else gets them for so long. */
async function claim(client: Queryable, limit: number, claimMs: number): Promise<ClaimedRawMail[]> {
  const { rows } = await client.query<ClaimedRawMail>(
    `UPDATE raw_mail SET claimed_until = clock_timestamp() + $2 * INTERVAL '1 millisecond', attempts = attempts + 1
     WHERE id IN (
       SELECT id FROM raw_mail
       WHERE state = 'received' AND (claimed_until IS NULL OR claimed_until < clock_timestamp())
       ORDER BY received_at, id LIMIT $1 FOR UPDATE SKIP LOCKED)
     RETURNING id, content_hash AS "contentHash", size, mail_address_id AS "mailAddressId", envelope_from AS "envelopeFrom", attempts`,
    [limit, claimMs],
  );
  return rows;
}

/** Give a message back, to be tried again after so long. */
async function release(client: Queryable, id: string, afterMs: number): Promise<void> {
  await client.query(
    `UPDATE raw_mail SET claimed_until = clock_timestamp() + $2 * INTERVAL '1 millisecond' WHERE id = $1 AND state = 'received'`,
    [id, afterMs],
  );
}

/** Lock a message for the rest of the transaction. False: something became of it already. */
async function lock(client: PoolClient, id: string): Promise<boolean> {
  const { rows } = await client.query<{ state: string }>('SELECT state FROM raw_mail WHERE id = $1 FOR UPDATE', [id]);
  return rows[0]?.state === 'received';
}

/** Write what became of a message, and what it said of itself; nothing if something became of it already. */
async function end(client: Queryable, id: string, end: RawMailEnd, read: Partial<ReadMail> = {}): Promise<void> {
  await client.query(
    `UPDATE raw_mail SET state = $2, reason = $3, ticket_id = $4, processed_at = nixflow_now(), claimed_until = NULL,
       message_id = $5, fingerprint = $6, from_address = $7, from_name = $8, subject = $9, class = $10, class_reason = $11
     WHERE id = $1 AND state = 'received'`,
    [
      ...[id, end.state, 'reason' in end ? end.reason : null, 'ticketId' in end ? end.ticketId : null],
      ...[read.messageId ?? null, read.fingerprint ?? null, read.fromAddress ?? null, read.fromName ?? null],
      ...[read.subject ?? null, read.class ?? null, read.classReason ?? null],
    ],
  );
}

/** The ticket of the same message, if it came before: by another of our addresses, or again. */
async function findTwin(client: Queryable, { messageId, fingerprint }: ReadMail): Promise<{ ticketId: string } | null> {
  // Not IS NOT DISTINCT FROM: no index answers that, and all mail that ever came would be read for each that comes.
  const isSame = messageId === null ? 'message_id IS NULL' : 'message_id = $2';
  const { rows } = await client.query<{ ticketId: string }>(
    `SELECT ticket_id AS "ticketId" FROM raw_mail
     WHERE ${isSame} AND fingerprint = $1 AND state = 'processed' ORDER BY processed_at LIMIT 1`,
    [fingerprint, ...(messageId === null ? [] : [messageId])],
  );
  return rows[0] ?? null;
}

/** Let a message be tried again that was put in quarantine. False: it was not, or is not there. */
async function retry(client: Queryable, id: string): Promise<boolean> {
  const { rowCount } = await client.query(
    `UPDATE raw_mail SET state = 'received', reason = NULL, attempts = 0, processed_at = NULL
     WHERE id = $1 AND state = 'quarantined'`,
    [id],
  );
  return rowCount === 1;
}

/** Messages as they came over the wire. */
export const rawMails = { insert, claim, release, lock, end, findTwin, retry };
