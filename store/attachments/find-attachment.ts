import type { Actor } from '#domain/permissions/actor';
import type { Queryable } from '../queryable.ts';
import { sqlParameters } from '../sql-parameters.ts';
import { seenBy } from '../tickets/seen-by.ts';

/** A file as it is stored. */
export interface FoundAttachment {
  readonly id: string;
  readonly name: string;
  readonly mediaType: string;
  /** bytes */
  readonly size: number;
}

/**
 * A file that somebody may see: on a message of a ticket they may open, or in whose thread it is shown, or uploaded by
 * themselves and on no message yet. Requesters see files of messages that were meant for them. Null: there is none for them.
 */
export async function findAttachment(client: Queryable, actor: Actor, id: string): Promise<FoundAttachment | null> {
  if (actor.kind === 'engine') return null;
  const parameters = sqlParameters();
  const { add } = parameters;
  const [file, uploader] = [add(id), add(`${actor.kind}:${actor.id}`)];
  const seen = seenBy(actor, parameters);
  const onTicket =
    actor.kind === 'staff'
      ? `EXISTS (SELECT FROM above t WHERE ${seen})`
      : `EXISTS (SELECT FROM message m
           JOIN ticket t ON t.id = m.ticket_id JOIN ticket_event f ON f.ticket_id = m.ticket_id AND f.seq = m.seq
         WHERE m.id = a.message_id AND ${seen} AND (f.type = 'created' OR (f.data->>'public')::boolean)
           AND NOT EXISTS (SELECT FROM outgoing_mail o WHERE o.message_id = m.id AND o.state IN ('held', 'undone')))`;
  const { rows } = await client.query<FoundAttachment>(
    `WITH RECURSIVE above AS (
       SELECT t.* FROM attachment a JOIN message m ON m.id = a.message_id JOIN ticket t ON t.id = m.ticket_id
       WHERE a.id = ${file}
       UNION
       SELECT t.* FROM above JOIN ticket t ON t.id = above.merged_into_id
     )
     SELECT a.id, a.name, a.media_type AS "mediaType", a.size FROM attachment a
     WHERE a.id = ${file} AND CASE WHEN a.message_id IS NULL THEN a.uploaded_by = ${uploader} ELSE ${onTicket} END`,
    parameters.values,
  );
  return rows[0] ?? null;
}
