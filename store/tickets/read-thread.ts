import type { LedgerState } from '#domain/mail/ledger';
import type { CustomerActor } from '#domain/permissions/actor';
import type { Cause } from '#domain/tickets/cause';
import type { Channel } from '#domain/tickets/words';
import { millisecondsOf as ms } from '../milliseconds-of.ts';
import type { Queryable } from '../queryable.ts';

/** The mail that carries a message. Instants in ms. */
export interface CarryingMail {
  readonly id: string;
  readonly state: LedgerState;
  readonly heldUntil: number | null;
  readonly attempt: number;
  readonly nextAttemptAt: number | null;
  readonly lastAnswer: string | null;
  readonly isCaught: boolean;
  readonly endedAt: number | null;
  readonly to: readonly string[];
  readonly cc: readonly string[];
}

/** A file on a message. */
export interface MessageFile {
  readonly id: string;
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
  readonly isInline: boolean;
  readonly contentId: string | null;
}

/** A message of a thread with what belongs to it. Instants in ms. */
export interface ReadMessage {
  readonly id: string;
  readonly ticketId: string;
  readonly number: number;
  readonly seq: number;
  readonly at: number;
  /** Of the fact that brought it. */
  readonly type: 'created' | 'message';
  readonly by: 'customer' | 'agent' | 'system';
  readonly isPublic: boolean;
  readonly isAutomatic: boolean;
  readonly via: Channel;
  readonly cause: Cause;
  /** Of the flow that wrote it. */
  readonly flowName: string | null;
  /** Who wrote it, as the fact has it. */
  readonly authorId: string | null;
  /** Of the colleague or customer of that id. */
  readonly personName: string | null;
  readonly requester: { readonly id: string; readonly name: string };
  /** Of a third party. */
  readonly thirdParty: { readonly name: string; readonly address: string } | null;
  /** Where it came from by mail. */
  readonly fromAddress: string | null;
  readonly body: string;
  readonly replyText: string | null;
  readonly html: string | null;
  readonly files: readonly MessageFile[];
  readonly mail: CarryingMail | null;
}

/** Which messages of a ticket's thread. */
export interface ThreadWanted {
  readonly ticketId: string;
  /** Those before this one of them; null: the newest. */
  readonly before: string | null;
  readonly limit: number;
  /** What a customer may read: public, on tickets of theirs, and of ours what has left. Null: all. */
  readonly asCustomer: Pick<CustomerActor, 'id' | 'organisationId'> | null;
}

/** A ticket's own messages and those of the tickets merged into it, also by way of others. */
const thread = `WITH RECURSIVE thread AS (
    SELECT id, number, requester_id, is_spam, is_deleted FROM ticket WHERE id = $1
    UNION
    SELECT t.id, t.number, t.requester_id, t.is_spam, t.is_deleted FROM thread JOIN ticket t ON t.merged_into_id = thread.id
  )`;

const customersOwn = `(f.type = 'created' OR (f.data->>'public')::boolean)
  AND (thread.requester_id = $4 OR thread.requester_id IN (SELECT id FROM customer WHERE organisation_id = $5::uuid)) AND NOT thread.is_spam AND NOT thread.is_deleted
  AND NOT EXISTS (SELECT FROM outgoing_mail o WHERE o.message_id = m.id AND o.state IN ('held', 'undone'))`;

/**
 * A page of a ticket's thread, oldest first.
 *
 * @returns null if `before` is not of this thread
 */
export async function readThread(client: Queryable, wanted: ThreadWanted): Promise<ReadMessage[] | null> {
  const { ticketId, before, limit, asCustomer } = wanted;
  if (before !== null && !(await isOfThread(client, ticketId, before))) return null;
  const { rows } = await client.query<ReadMessage>(
    `${thread}, place AS (
       SELECT f.at, f.ticket_id, f.seq FROM message m
         JOIN ticket_event f ON f.ticket_id = m.ticket_id AND f.seq = m.seq WHERE m.id = $2
     ), page AS (
       SELECT m.id, thread.number, thread.requester_id, f.*
       FROM thread JOIN message m ON m.ticket_id = thread.id
         JOIN ticket_event f ON f.ticket_id = m.ticket_id AND f.seq = m.seq
       WHERE ($2::uuid IS NULL OR (f.at, f.ticket_id, f.seq) < (SELECT at, ticket_id, seq FROM place))
         AND ($4::uuid IS NULL OR (${customersOwn}))
       ORDER BY f.at DESC, f.ticket_id DESC, f.seq DESC LIMIT $3
     )
     SELECT page.id, page.ticket_id AS "ticketId", page.number::float8 AS number, page.seq, ${ms('page.at')} AS at, page.type,
       page.data->>'by' AS by, page.type = 'created' OR (page.data->>'public')::boolean AS "isPublic",
       coalesce((page.data->>'auto')::boolean, false) AS "isAutomatic", page.data->>'via' AS via, page.cause,
       (SELECT flow.name FROM flow_version v JOIN flow ON flow.id = v.flow_id
        WHERE v.id = (page.cause->>'flowVersionId')::uuid) AS "flowName",
       author.id AS "authorId", coalesce(colleague.name, customer.name) AS "personName",
       jsonb_build_object('id', requester.id, 'name', requester.name) AS requester,
       CASE WHEN m.author_address IS NOT NULL OR m.author_name IS NOT NULL THEN
         jsonb_build_object('name', coalesce(nullif(m.author_name, ''), m.author_address, ''),
           'address', coalesce(m.author_address, '')) END AS "thirdParty",
       coalesce(m.author_address, raw.from_address) AS "fromAddress",
       m.body, m.reply_text AS "replyText", m.html, files.files, mail.mail
     FROM page JOIN message m ON m.id = page.id
       JOIN customer requester ON requester.id = page.requester_id
       CROSS JOIN LATERAL (SELECT coalesce(page.data->>'authorId', page.cause->>'id')::uuid AS id) AS author
       LEFT JOIN staff colleague ON colleague.id = author.id
       LEFT JOIN customer ON customer.id = author.id
       LEFT JOIN raw_mail raw ON raw.id = m.raw_mail_id
       CROSS JOIN LATERAL (
         SELECT coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'name', a.name, 'mediaType', a.media_type, 'size', a.size,
           'isInline', a.is_inline, 'contentId', a.content_id) ORDER BY a.position, a.id), '[]') AS files
         FROM attachment a WHERE a.message_id = page.id) AS files
       LEFT JOIN LATERAL (
         SELECT jsonb_build_object('id', o.id, 'state', o.state, 'heldUntil', ${ms('o.held_until')}, 'attempt', o.attempt,
           'nextAttemptAt', ${ms('o.next_attempt_at')}, 'lastAnswer', o.last_answer, 'isCaught', o.is_caught,
           'endedAt', ${ms('o.ended_at')}, 'to', o.to_addresses, 'cc', o.cc_addresses) AS mail
         FROM outgoing_mail o WHERE o.message_id = page.id ORDER BY o.created_at DESC LIMIT 1) AS mail ON true
     ORDER BY page.at, page.ticket_id, page.seq`,
    [ticketId, before, limit, asCustomer?.id ?? null, asCustomer?.organisationId ?? null],
  );
  return rows;
}

async function isOfThread(client: Queryable, ticketId: string, messageId: string): Promise<boolean> {
  const { rowCount } = await client.query(
    `${thread} SELECT FROM message WHERE id = $2 AND ticket_id IN (SELECT id FROM thread)`,
    [ticketId, messageId],
  );
  return rowCount === 1;
}
