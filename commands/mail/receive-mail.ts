import { randomUUID } from 'node:crypto';
import type { FactDraft } from '#domain/tickets/fact';
import { findThread, type FoundThread } from '#store/mail/find-thread';
import { lockSender } from '#store/mail/lock-sender';
import { rawMails, type RawMailEnd, type ReadMail } from '#store/mail/raw-mail';
import { customers } from '#store/people/customers';
import { staff } from '#store/people/staff';
import type { LockedTicket } from '#store/tickets/lock-ticket';
import { messages, type MessageOfMail, type StoredFile } from '#store/tickets/messages';
import type { FactOrigin } from '#store/tickets/append-facts';
import { activeTeam } from '../tickets/active-team.ts';
import { command } from '../tickets/command.ts';
import type { CommandContext } from '../tickets/command-context.ts';
import { draftsOfAnswer } from '../tickets/drafts-of-answer.ts';
import { insertOpening } from '../tickets/insert-opening.ts';
import { openFollowUp } from '../tickets/open-follow-up.ts';
import type { TicketWork } from '../tickets/ticket-work.ts';

/** A mail that was read and classified. */
export interface ReceiveMailInput {
  readonly rawMailId: string;
  readonly read: ReadMail & { readonly fromAddress: string; readonly fromName: string };
  /** Written by a machine: it may join a ticket, but opens, reopens and causes nothing. */
  readonly isAutomatic: boolean;
  readonly subject: string;
  readonly body: string;
  readonly replyText: string | null;
  /** Cleaned. */
  readonly html: string | null;
  readonly files: readonly StoredFile[];
  readonly recipients: readonly string[];
  readonly references: readonly string[];
  readonly subjectNumber: number | null;
  /** Others it was sent to, without addresses of ours; of a new ticket they take part. */
  readonly cc: readonly { readonly name: string; readonly address: string }[];
  /** Whose queue the address it came to fills. */
  readonly teamId: string | null;
}

/**
 * Make of a mail what it is: a message on the ticket it continues, or a new ticket.
 *
 * Message, facts and the mail's own end are one transaction, under a lock on its sender: the same mail by two of our addresses
 * at once becomes one message. Safe to repeat: what has ended stays as it is.
 */
const receive = command<ReceiveMailInput, boolean>('receive-mail', async (work, input) => {
  const { client } = work;
  await lockSender(client, input.read.fromAddress);
  if (!(await rawMails.lock(client, input.rawMailId))) return false;
  const end = await dealWith(work, input);
  await rawMails.end(client, input.rawMailId, end, input.read);
  return end.state === 'processed';
});

/** See `receive`. @returns whether it became a message: else its files are nobody's */
export const receiveMail = (context: Pick<CommandContext, 'pool' | 'deliverSoon'>, input: ReceiveMailInput) =>
  receive({ ...context, actor: { kind: 'engine' }, origin: ofMail(input.rawMailId) }, input);

const ofMail = (rawMailId: string): FactOrigin => ({ cause: { kind: 'mail', rawMailId }, depth: 0 });

async function dealWith(work: TicketWork, input: ReceiveMailInput): Promise<RawMailEnd> {
  const { client } = work;
  const twin = await rawMails.findTwin(client, input.read);
  if (twin) return { state: 'ignored', reason: 'duplicate', ticketId: twin.ticketId };
  const sender = input.read.fromAddress;
  const known = await customers.findByAddress(client, sender);
  if (known?.isBlocked) return { state: 'ignored', reason: 'blocked', ticketId: null };
  if (known && !input.isAutomatic) await customers.clearBounce(client, sender);
  const thread = (await staff.hasAddress(client, sender)) ? null : await findThread(client, { ...input, sender });
  const ticket = thread && (await lockOpenTo(work, thread));
  if (ticket) return { state: 'processed', ticketId: await append(work, ticket, input) };
  if (input.isAutomatic) return { state: 'ignored', reason: 'automatic', ticketId: null };
  return { state: 'processed', ticketId: await open(work, input) };
}

/** The ticket that a mail continues; null if that is spam or deleted: somebody should see what comes after all. */
async function lockOpenTo(work: TicketWork, { ticketId }: FoundThread): Promise<LockedTicket | null> {
  const ticket = await work.lock(ticketId);
  return ticket.row.isSpam || ticket.row.isDeleted ? null : ticket;
}

async function append(work: TicketWork, ticket: LockedTicket, input: ReceiveMailInput): Promise<string> {
  const { client } = work;
  const { id: ticketId, status, requesterId, lastSeq } = ticket.row;
  const isRequester = (await customers.findByAddress(client, input.read.fromAddress))?.id === requesterId;
  const mail = mailOf(input, isRequester ? null : { name: input.read.fromName, address: input.read.fromAddress });
  if (status === 'closed' && !input.isAutomatic) {
    return (await openFollowUp(work, ticket, { body: input.body, via: 'mail', mail })).ticketId;
  }
  const messageId = randomUUID();
  const drafts: FactDraft[] = [
    {
      type: 'message',
      messageId,
      by: 'customer',
      // A third party is nobody we know.
      authorId: isRequester ? requesterId : null,
      public: true,
      auto: input.isAutomatic,
      via: 'mail',
    },
    ...(input.isAutomatic ? [] : await draftsOfAnswer(client, ticket.row)),
  ];
  await work.record(ticket, drafts);
  await messages.insert(client, { id: messageId, ticketId, seq: lastSeq + 1, body: input.body, mail });
  return ticketId;
}

async function open(work: TicketWork, input: ReceiveMailInput): Promise<string> {
  const { client } = work;
  const requester = await customers.findOrInsert(client, {
    name: input.read.fromName,
    address: input.read.fromAddress,
  });
  const id = randomUUID();
  const teamId = await activeTeam(client, input.teamId);
  await insertOpening(work, {
    ...{ id, subject: input.subject, body: input.body, mail: mailOf(input, null) },
    opening: {
      ...{ by: 'customer', via: 'mail', status: 'new', priority: 'normal', teamId, assigneeId: null },
      ...{ requesterId: requester.id, tags: [], messageId: randomUUID(), followUpOfId: null },
    },
  });
  const others = input.cc.filter(({ address }) => address !== input.read.fromAddress);
  await customers.join(client, id, others);
  return id;
}

const mailOf = (
  { rawMailId, html, replyText, files }: ReceiveMailInput,
  author: MessageOfMail['author'],
): MessageOfMail => ({
  ...{ rawMailId, html, replyText, author, files },
});
