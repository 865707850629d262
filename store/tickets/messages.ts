import type { Queryable } from '../queryable.ts';

/** A message's text, beside the fact that tells of it. */
export interface NewMessage {
  readonly id: string;
  readonly ticketId: string;
  /** Of the fact `message` or `created`. */
  readonly seq: number;
  readonly body: string;
  /** What a mail has besides. */
  readonly mail?: MessageOfMail;
}

/** What a message that came by mail has besides its text. */
export interface MessageOfMail {
  readonly rawMailId: string;
  /** Cleaned; null: it had none. */
  readonly html: string | null;
  /** The text without what it quotes; null: the same. */
  readonly replyText: string | null;
  /** Who wrote it, if not the requester. */
  readonly author: { readonly name: string; readonly address: string } | null;
  readonly files: readonly StoredFile[];
}

/** A file that lies in the folder of attachments, under its id. */
export interface StoredFile {
  readonly id: string;
  readonly name: string;
  readonly mediaType: string;
  /** In bytes. */
  readonly size: number;
  readonly isInline: boolean;
  readonly contentId: string | null;
}

/** Keep what was written, in the transaction that writes the fact. */
async function insert(client: Queryable, { id, ticketId, seq, body, mail }: NewMessage): Promise<void> {
  await client.query(
    `INSERT INTO message (id, ticket_id, seq, body, html, reply_text, author_name, author_address, raw_mail_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      ...[id, ticketId, seq, body, mail?.html ?? null, mail?.replyText ?? null],
      ...[mail?.author?.name ?? null, mail?.author?.address ?? null, mail?.rawMailId ?? null],
    ],
  );
  if (mail && mail.files.length > 0) await insertFiles(client, id, mail.files);
}

async function insertFiles(client: Queryable, messageId: string, files: readonly StoredFile[]): Promise<void> {
  await client.query(
    `INSERT INTO attachment (id, message_id, name, media_type, size, position, is_inline, content_id)
     SELECT id, $1, name, "mediaType", size, position, "isInline", "contentId"
     FROM jsonb_to_recordset($2) AS file
       (id uuid, name text, "mediaType" text, size int, position int, "isInline" boolean, "contentId" text)`,
    [messageId, JSON.stringify(files.map((file, position) => ({ ...file, position })))],
  );
}

/** The ticket that a message was written on: this one, or one that was merged into it. Null: the message is not of its thread. */
async function findTicket(client: Queryable, ticketId: string, messageId: string): Promise<string | null> {
  const { rows } = await client.query<{ ticketId: string }>(
    `WITH RECURSIVE thread AS (
       SELECT id FROM ticket WHERE id = $1
       UNION
       SELECT t.id FROM thread JOIN ticket t ON t.merged_into_id = thread.id
     ) SELECT ticket_id AS "ticketId" FROM message WHERE id = $2 AND ticket_id IN (SELECT id FROM thread)`,
    [ticketId, messageId],
  );
  return rows[0]?.ticketId ?? null;
}

/** The newest public message of a person on a ticket, one of them left out, and all that were undone. */
async function newestOfPerson(client: Queryable, ticketId: string, but: string): Promise<string | null> {
  const { rows } = await client.query<{ id: string }>(
    `SELECT data->>'messageId' AS id FROM ticket_event AS fact
     WHERE ticket_id = $1 AND data->>'messageId' <> $2
       AND (type = 'created' OR (type = 'message' AND (data->>'public')::boolean AND NOT (data->>'auto')::boolean
         AND data->>'by' <> 'system'))
       AND NOT EXISTS (SELECT FROM ticket_event AS undone
         WHERE undone.ticket_id = fact.ticket_id AND undone.type = 'unsent'
           AND undone.data->>'messageId' = fact.data->>'messageId')
     ORDER BY seq DESC LIMIT 1`,
    [ticketId, but],
  );
  return rows[0]?.id ?? null;
}

/** What was written on tickets. */
export const messages = { insert, findTicket, newestOfPerson };
