import type { Queryable } from '../queryable.ts';
import type { FoundAttachment } from './find-attachment.ts';

/** A file that somebody uploads for a message they are about to write. */
export interface NewUpload {
  readonly id: string;
  /** `kind:id` of who uploads it. */
  readonly uploadedBy: string;
  readonly name: string;
  readonly mediaType: string;
}

/** Files of one message, taken from among what somebody uploaded. */
export interface ClaimedUploads {
  readonly ids: readonly string[];
  readonly uploadedBy: string;
  readonly messageId: string;
}

/** Write down that a file comes, before its first byte: whatever becomes of it, it will be cleaned up. */
async function insertUpload(client: Queryable, { id, uploadedBy, name, mediaType }: NewUpload): Promise<void> {
  await client.query('INSERT INTO attachment (id, uploaded_by, name, media_type, size) VALUES ($1, $2, $3, $4, 0)', [
    id,
    uploadedBy,
    name,
    mediaType,
  ]);
}

/** All of it is there. */
async function setSize(client: Queryable, id: string, size: number): Promise<void> {
  await client.query('UPDATE attachment SET size = $2 WHERE id = $1', [id, size]);
}

/**
 * How many files somebody has uploaded that no message has taken, and their bytes together, as far as they are there.
 *
 * @param uploadedBy `kind:id`, or a pattern of SQL
 */
async function unusedOf(client: Queryable, uploadedBy: string): Promise<{ count: number; bytes: number }> {
  const { rows } = await client.query<{ count: number; bytes: number }>(
    `SELECT count(*)::int AS count, coalesce(sum(size), 0)::float8 AS bytes FROM attachment
     WHERE message_id IS NULL AND uploaded_by LIKE $1`,
    [uploadedBy],
  );
  return rows[0] ?? { count: 0, bytes: 0 };
}

/** Lock an upload of somebody that no message has taken; false if there is none. */
async function lockUpload(client: Queryable, id: string, uploadedBy: string): Promise<boolean> {
  const { rowCount } = await client.query(
    'SELECT FROM attachment WHERE id = $1 AND uploaded_by = $2 AND message_id IS NULL FOR UPDATE',
    [id, uploadedBy],
  );
  return rowCount === 1;
}

/**
 * Put uploads on a message, in the order they are named, in the transaction that writes it.
 *
 * @returns false, and some may be put there, if one is not there, not theirs, or on a message already: roll back
 */
async function claim(client: Queryable, { ids, uploadedBy, messageId }: ClaimedUploads): Promise<boolean> {
  if (ids.length === 0) return true;
  const { rowCount } = await client.query(
    `UPDATE attachment SET message_id = $3, position = wanted.position
     FROM unnest($1::uuid[]) WITH ORDINALITY AS wanted (id, position)
     WHERE attachment.id = wanted.id AND message_id IS NULL AND uploaded_by = $2`,
    [ids, uploadedBy, messageId],
  );
  return rowCount === ids.length;
}

/** The files of a message, in the order they were named. */
async function listOf(client: Queryable, messageId: string): Promise<FoundAttachment[]> {
  const { rows } = await client.query<FoundAttachment>(
    'SELECT id, name, media_type AS "mediaType", size FROM attachment WHERE message_id = $1 ORDER BY position, id',
    [messageId],
  );
  return rows;
}

/** Lock uploads that no message has taken for so long (ms), oldest first. Nobody waits for those that others have locked. */
async function lockUnused(client: Queryable, sinceMs: number, limit: number): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `SELECT id FROM attachment
     WHERE message_id IS NULL AND uploaded_by IS NOT NULL
       AND created_at < (SELECT nixflow_now() - $1::float8 * INTERVAL '1 millisecond')
     ORDER BY created_at LIMIT $2 FOR UPDATE SKIP LOCKED`,
    [sinceMs, limit],
  );
  return rows.map(({ id }) => id);
}

/** Forget uploads. */
async function remove(client: Queryable, ids: readonly string[]): Promise<void> {
  await client.query('DELETE FROM attachment WHERE id = ANY($1) AND message_id IS NULL', [ids]);
}

/** Files of messages, and those uploaded for messages to come. The bytes lie elsewhere, under the id. */
export const attachments = { insertUpload, setSize, unusedOf, lockUpload, claim, listOf, lockUnused, remove };
