import { randomUUID } from 'node:crypto';
import { fillIn } from '#domain/mail/fill-in';
import { isUnread } from '#domain/mail/is-unread';
import type { FactDraft } from '#domain/tickets/fact';
import type { RefusalReason } from '#domain/flow/run';
import { ledger } from '#store/mail/ledger';
import { mailAddresses } from '#store/mail/mail-addresses';
import { readMailIdentity } from '#store/mail/mail-identity';
import { readConversation } from '#store/mail/read-conversation';
import type { Queryable } from '#store/queryable';
import { isTouchedByStaff } from '#store/tickets/is-touched-by-staff';
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

/** About one ticket. */
const MOST_AN_HOUR = 3;
const MOST_A_DAY = 10;
/** To one mailbox, as long as none of us has looked at the ticket: anybody can write in anybody's name. */
const MOST_UNASKED = { inHour: 10, inDay: 30 };
const hourMs = 3_600_000;

/**
 * Mail the requester what a flow says.
 *
 * Automatic mail never answers automatic mail or a list's (RFC 3834, section 2), goes to no address of ours and to none that
 * nobody reads. Of one ticket there are few, and to one mailbox few about tickets that none of us has seen: two desks that
 * open tickets at each other come to an end, and nobody's mailbox is filled by whoever writes in their name.
 */
export async function mailByFlow(client: Queryable, ticket: LockedTicket, template: MailTemplate): Promise<MailByFlow> {
  const { row } = ticket;
  const conversation = await readConversation(client, row.id);
  const { lastInboundClass: last, requester } = conversation;
  if (last !== null && last !== 'ordinary') return { kind: 'refused', reason: 'mail_unwanted' };
  const address = requester.email.toLowerCase();
  if (isUnread(address) || (await mailAddresses.isOwn(client, address))) {
    return { kind: 'refused', reason: 'mail_unwanted' };
  }
  if (!(await readMailIdentity(client, row.teamId))) return { kind: 'refused', reason: 'mail_unwanted' };
  const [hour, day] = await Promise.all([
    ledger.countAutomatic(client, row.id, hourMs),
    ledger.countAutomatic(client, row.id, 24 * hourMs),
  ]);
  if (hour >= MOST_AN_HOUR || day >= MOST_A_DAY || (await isFlooded(client, row.id, address))) {
    return { kind: 'refused', reason: 'mail_limit' };
  }
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

async function isFlooded(client: Queryable, ticketId: string, address: string): Promise<boolean> {
  const { inHour, inDay } = await ledger.countAutomaticTo(client, address);
  if (inHour < MOST_UNASKED.inHour && inDay < MOST_UNASKED.inDay) return false;
  return !(await isTouchedByStaff(client, ticketId));
}
