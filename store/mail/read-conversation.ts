import type { Queryable } from '../queryable.ts';

/** Whom a mail about a ticket goes to, and what it continues. */
export interface Conversation {
  readonly requester: { readonly name: string; readonly email: string };
  /** Addresses. */
  readonly cc: readonly string[];
  /** Message-IDs of the mails of its thread that came and went, oldest first; with angle brackets. */
  readonly messageIds: readonly string[];
  /** How the newest mail that came in was classified; null if none did. */
  readonly lastInboundClass: string | null;
}

/** More would make headers that some servers refuse, and so would longer ones, or other letters than ASCII's: anybody writes ids. */
const mostReferences = 30;
const longestReference = 255;

/** The conversation that a ticket's mail belongs to: its own mails and those of tickets merged into it. */
export async function readConversation(client: Queryable, ticketId: string): Promise<Conversation> {
  const { rows } = await client.query<Conversation>(
    `WITH RECURSIVE thread AS (
       SELECT id FROM ticket WHERE id = $1
       UNION
       SELECT t.id FROM thread JOIN ticket t ON t.merged_into_id = thread.id
     ), mail AS (
       SELECT message_id AS id, received_at AS at, class FROM raw_mail
       WHERE ticket_id IN (SELECT id FROM thread) AND state = 'processed'
       UNION ALL
       SELECT internet_message_id, created_at, NULL FROM outgoing_mail
       WHERE ticket_id IN (SELECT id FROM thread) AND state <> 'undone'
     )
     SELECT jsonb_build_object('name', c.name, 'email', c.email) AS requester,
       array(SELECT address FROM ticket_cc WHERE ticket_id = t.id ORDER BY address) AS cc,
       array(SELECT id FROM (SELECT id, at FROM mail
           WHERE octet_length(id) <= $3 AND octet_length(id) = char_length(id) ORDER BY at DESC LIMIT $2) AS newest ORDER BY at)
         AS "messageIds",
       (SELECT class FROM mail WHERE class IS NOT NULL ORDER BY at DESC LIMIT 1) AS "lastInboundClass"
     FROM ticket t JOIN customer c ON c.id = t.requester_id WHERE t.id = $1`,
    [ticketId, mostReferences, longestReference],
  );
  const [found] = rows;
  if (!found) throw new Error(`There is no ticket ${ticketId}.`);
  return found;
}
