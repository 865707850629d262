import { randomUUID } from 'node:crypto';
import { fillIn } from '#domain/mail/fill-in';
import type { FactDraft } from '#domain/tickets/fact';
import type { RefusalReason } from '#domain/flow/run';
import { ledger } from '#store/mail/ledger';
import { readMailIdentity } from '#store/mail/mail-identity';
import { readConversation } from '#store/mail/read-conversation';
import type { Queryable } from '#store/queryable';
import type { LockedTicket } from '#store/tickets/lock-ticket';
import { messages } from '#store/tickets/messages';
import { queueMail } from './queue-mail.ts';

/** What somebody wrote into a flow's node for the customer. */
export interface MailTemplate {
  readonly subject: string;
  readonly text: string;
}

/** A mail that is written down with its message, and the fact that is to tell of it; or why there is none. */
export type MailByFlow =
  { readonly kind: 'refused'; readonly reason: RefusalReason } | { readonly kind: 'queued'; readonly fact: FactDraft };

const MOST_AN_HOUR = 3;
const MOST_A_DAY = 10;
const hourMs = 3_600_000;

/**
 * Mail the requester what a flow says.
 *
 * Automatic mail never answers automatic mail or a list's (RFC 3834, section 2), and of one ticket there are few: two
 * machines that answer each other come to an end.
 */
export async function mailByFlow(client: Queryable, ticket: LockedTicket, template: MailTemplate): Promise<MailByFlow> {
  const { row } = ticket;
  const conversation = await readConversation(client, row.id);
  const { lastInboundClass: last, requester } = conversation;
  if (last !== null && last !== 'ordinary') return { kind: 'refused', reason: 'mail_unwanted' };
  if (!(await readMailIdentity(client, row.teamId))) return { kind: 'refused', reason: 'mail_unwanted' };
  const [hour, day] = await Promise.all([
    ledger.countAutomatic(client, row.id, hourMs),
    ledger.countAutomatic(client, row.id, 24 * hourMs),
  ]);
  if (hour >= MOST_AN_HOUR || day >= MOST_A_DAY) return { kind: 'refused', reason: 'mail_limit' };
  const words = {
    'ticket.number': String(row.number),
    'ticket.subject': row.subject,
    'customer.name': requester.name,
  };
  const messageId = randomUUID();
  const body = fillIn(template.text, words);
  const subject = fillIn(template.subject, words);
  await messages.insert(client, { id: messageId, ticketId: row.id, seq: row.lastSeq + 1, body });
  const mail = { kind: 'flow', messageId, subject, text: body, heldUntil: null } as const;
  const deliveryId = await queueMail(client, ticket, mail, conversation);
  if (deliveryId === null) throw new Error('The address that mail goes out from is gone.');
  const fact = {
    type: 'message',
    messageId,
    by: 'system',
    authorId: null,
    public: true,
    auto: true,
    via: 'flow',
    deliveryId,
  } as const;
  return { kind: 'queued', fact };
}
