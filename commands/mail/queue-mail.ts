import { randomUUID } from 'node:crypto';
import { mailSubject } from '#domain/mail/mail-subject';
import type { MailKind } from '#domain/mail/ledger';
import { textToHtml } from '#domain/mail/text-to-html';
import { ledger } from '#store/mail/ledger';
import { readMailIdentity } from '#store/mail/mail-identity';
import { readConversation, type Conversation } from '#store/mail/read-conversation';
import { makeMessageId, makeReplyAddress } from '#store/mail/thread-tokens';
import type { Queryable } from '#store/queryable';
import type { LockedTicket } from '#store/tickets/lock-ticket';

/** A mail about a ticket, as it is decided on. */
export interface TicketMail {
  readonly kind: Extract<MailKind, 'reply' | 'flow'>;
  /** The message it carries. */
  readonly messageId: string;
  /** Null: that of the ticket, as an answer. */
  readonly subject: string | null;
  readonly text: string;
  /** Until then (ms) it can be undone. */
  readonly heldUntil: number | null;
}

/**
 * Write a mail about a ticket into the send ledger, to the requester and, if a person wrote it, to those who take part.
 *
 * Null: this installation has no address to send from.
 *
 * @returns the id of its row
 */
export async function queueMail(
  client: Queryable,
  { row }: LockedTicket,
  mail: TicketMail,
  known?: Conversation,
): Promise<string | null> {
  const identity = await readMailIdentity(client, row.teamId);
  if (!identity) return null;
  const { requester, cc, messageIds } = known ?? (await readConversation(client, row.id));
  const id = randomUUID();
  const isAutomatic = mail.kind === 'flow';
  await ledger.insert(client, {
    ...{ id, kind: mail.kind, ticketId: row.id, messageId: mail.messageId, heldUntil: mail.heldUntil, isAutomatic },
    internetMessageId: makeMessageId(identity.secret, { mailId: id, ticketId: row.id, address: identity.address }),
    fromName: identity.name,
    fromAddress: identity.address,
    replyTo: makeReplyAddress(identity.secret, { number: row.number, ticketId: row.id, address: identity.address }),
    to: [requester.email],
    cc: isAutomatic ? [] : cc.filter((address) => address !== requester.email),
    subject: mailSubject(row.number, mail.subject ?? row.subject, mail.subject === null),
    text: mail.text,
    html: textToHtml(mail.text),
    inReplyTo: messageIds.at(-1) ?? null,
    references: messageIds,
  });
  return id;
}
