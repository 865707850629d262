import { randomUUID } from 'node:crypto';
import { textToHtml } from '#domain/mail/text-to-html';
import type { MailKind } from '#domain/mail/ledger';
import { ledger } from '#store/mail/ledger';
import { readMailIdentity } from '#store/mail/mail-identity';
import type { NewOutboxRow } from '#store/outbox/outbox-row';
import type { PoolClient } from 'pg';

/** Where a mail is written down and told of. */
export interface MailWork {
  readonly client: PoolClient;
  readonly tell: (row: NewOutboxRow) => void;
}

/** What is mailed to somebody on the agent side. */
export interface PersonalMail {
  readonly kind: MailKind;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/**
 * Mail somebody on the agent side what no customer is told, in the transaction of what it tells of.
 *
 * @returns the id of the mail in the ledger; null: this installation has no address that mail goes out from
 */
export async function mailPerson(
  { client, tell }: MailWork,
  { kind, to, subject, text }: PersonalMail,
): Promise<string | null> {
  const identity = await readMailIdentity(client, null);
  if (!identity) return null;
  const id = randomUUID();
  await ledger.insert(client, {
    ...{ id, kind, ticketId: null, messageId: null, heldUntil: null, isAutomatic: true },
    internetMessageId: `<${id}@${identity.address.slice(identity.address.lastIndexOf('@') + 1)}>`,
    ...{ fromName: identity.name, fromAddress: identity.address, replyTo: null, to: [to], cc: [] },
    ...{ subject, text, html: textToHtml(text), inReplyTo: null, references: [] },
  });
  tell({ destination: 'delivery', ticketId: null, seq: 0, payload: { deliveryId: id } });
  return id;
}
