import type { Queryable } from '../queryable.ts';
import { isMessageIdToken, isReplyToken, readMessageId, readReplyAddress } from './thread-tokens.ts';

/** What of a mail may say where it belongs. */
export interface ThreadSigns {
  /** Every address it was sent to. */
  readonly recipients: readonly string[];
  /** Message-IDs it refers to, with angle brackets. */
  readonly references: readonly string[];
  /** The number that its subject names, `[#1042]`. */
  readonly subjectNumber: number | null;
  /** In lower case. */
  readonly sender: string;
}

/** The ticket a mail belongs to. `token`: whoever sent it was shown a secret of that ticket. */
export interface FoundThread {
  readonly ticketId: string;
  readonly by: 'token' | 'reference' | 'subject';
}

interface Named {
  readonly ticketId: string;
  readonly secret: string;
  readonly number: number | null;
  readonly mailId: string | null;
}

/**
 * Find the ticket that a mail continues: by a token in the address it was sent to or in a Message-ID of ours; by a mail that
 * came in before, or by the number in its subject, if its sender takes part in that ticket. Null: it begins a new one.
 *
 * Numbers and names alone never do: anybody can write them.
 */
export async function findThread(client: Queryable, signs: ThreadSigns): Promise<FoundThread | null> {
  const addresses = signs.recipients.flatMap((address) => readReplyAddress(address) ?? []);
  const own = signs.references.flatMap((id) => readMessageId(id) ?? []);
  const { rows } = await client.query<Named>(
    `SELECT t.id AS "ticketId", t.number::float8 AS number, NULL AS "mailId", i.mail_secret AS secret
     FROM ticket t, installation i WHERE t.number = ANY($1::bigint[]) AND i.mail_secret IS NOT NULL
     UNION ALL
     SELECT m.ticket_id, NULL, m.id::text, i.mail_secret FROM outgoing_mail m, installation i
     WHERE m.id = ANY($2::uuid[]) AND m.ticket_id IS NOT NULL AND i.mail_secret IS NOT NULL`,
    [addresses.map(({ number }) => number), own.map(({ mailId }) => mailId)],
  );
  const signed = rows.find(
    ({ ticketId, secret, number, mailId }) =>
      addresses.some((address) => address.number === number && isReplyToken(secret, ticketId, address.token)) ||
      own.some((id) => id.mailId === mailId && isMessageIdToken(secret, ticketId, id)),
  );
  if (signed) return { ticketId: signed.ticketId, by: 'token' };
  return findAmongParticipants(client, signs);
}

async function findAmongParticipants(client: Queryable, signs: ThreadSigns): Promise<FoundThread | null> {
  const { rows } = await client.query<FoundThread>(
    `WITH named AS (
       SELECT ticket_id AS id, 1 AS rank, 'reference' AS by, received_at AS at FROM raw_mail
       WHERE message_id = ANY($1) AND state = 'processed'
       UNION ALL
       SELECT ticket_id, 1, 'reference', created_at FROM outgoing_mail
       WHERE alias_message_id = ANY($1) AND ticket_id IS NOT NULL
       UNION ALL
       SELECT id, 2, 'subject', created_at FROM ticket WHERE number = $2
     )
     SELECT t.id AS "ticketId", named.by FROM named JOIN ticket t USING (id)
     WHERE EXISTS (SELECT FROM customer_address WHERE customer_id = t.requester_id AND address = lower($3)) OR EXISTS (SELECT FROM ticket_cc WHERE ticket_id = t.id AND address = $3)
     ORDER BY rank, at DESC LIMIT 1`,
    [signs.references, signs.subjectNumber, signs.sender],
  );
  return rows[0] ?? null;
}
