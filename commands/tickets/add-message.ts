import { randomUUID } from 'node:crypto';
import { LARGEST_ATTACHMENT } from '#domain/contracts/attachment';
import { Problem } from '#domain/contracts/problem';
import { canNote, canWork } from '#domain/permissions/ticket';
import type { FactDraft } from '#domain/tickets/fact';
import type { Channel, Status } from '#domain/tickets/words';
import { attachments } from '#store/attachments/attachments';
import type { Queryable } from '#store/queryable';
import type { LockedTicket } from '#store/tickets/lock-ticket';
import { messages } from '#store/tickets/messages';
import { claimAttachments } from '../attachments/claim-attachments.ts';
import { queueMail } from '#commands/mail/queue-mail';
import { command } from './command.ts';
import { draftsOfAnswer } from './drafts-of-answer.ts';
import { openFollowUp } from './open-follow-up.ts';
import { receiptOf, type AddedMessage } from './receipt.ts';
import { requireThat } from './require-that.ts';
import { requireSeenMessages } from './require-unchanged.ts';
import type { TicketWork } from './ticket-work.ts';

/** Something written on a ticket. */
export interface AddMessageInput {
  readonly ticketId: string;
  /** A reply that the customer reads, or a note among colleagues. Customers write the former alone. */
  readonly public: boolean;
  readonly body: string;
  readonly via: Channel;
  /** For replies: the newest public message of a person that their writer saw; without it they do not care. */
  readonly lastMessageId?: string | undefined;
  /** For how long a reply can be undone before it leaves; seconds, 0 by default. */
  readonly undoSeconds?: number | undefined;
  /** Where the ticket is to stand once the reply has left. */
  readonly status?: ReplyStatus | undefined;
  /** Files that the writer uploaded for it. */
  readonly attachmentIds?: readonly string[] | undefined;
}

/** Statuses that go with a reply. */
export type ReplyStatus = Exclude<Status, 'new'>;

/**
 * Write on a ticket: a customer's message, an agent's public reply, or a note.
 *
 * A reply goes out by mail with its files, if this installation has an address to send from: message and mail are one
 * transaction.
 * A customer's message opens a ticket again that was pending, on hold or resolved, and takes it from whoever is absent or left;
 * on a closed one it opens a follow-up.
 *
 * @throws {Problem} `not_found`, `forbidden`, `unknown_reference` (no such last message, no such file), `stale` (a person
 *   wrote meanwhile), `not_possible` (files too large for a mail)
 */
export const addMessage = command<AddMessageInput, AddedMessage>('add-message', async (work, input) => {
  const ticket = await work.lock(input.ticketId);
  const { actor } = work;
  if (actor.kind === 'customer') {
    requireThat(input.public && input.status === undefined);
    const isClosed = ticket.row.status === 'closed';
    return isClosed ? openFollowUp(work, ticket, input) : write(work, ticket, input);
  }
  requireThat(input.public ? canWork(actor) : canNote(actor));
  if (input.public) await requireSeenMessages(work, ticket, input.lastMessageId);
  return write(work, ticket, input);
});

/** What a workflow writes answers nobody. */
const BY = { customer: 'customer', staff: 'agent', engine: 'system' } as const;

async function write(work: TicketWork, ticket: LockedTicket, input: AddMessageInput): Promise<AddedMessage> {
  const { actor, client } = work;
  const { id: ticketId } = ticket.row;
  const messageId = randomUUID();
  await messages.insert(client, { id: messageId, ticketId, seq: ticket.row.lastSeq + 1, body: input.body });
  await claimAttachments(work, messageId, input.attachmentIds);
  const mailed = actor.kind === 'staff' && input.public ? await mailReply(work, ticket, messageId, input) : {};
  const fact = {
    type: 'message',
    messageId,
    by: BY[actor.kind],
    authorId: actor.kind === 'engine' ? null : actor.id,
    public: input.public,
    auto: actor.kind === 'engine',
    via: input.via,
    ...mailed,
  } as const;
  const follows =
    actor.kind === 'customer'
      ? await draftsOfAnswer(client, ticket.row)
      : statusWith(ticket, input, 'heldUntil' in mailed);
  const drafts: FactDraft[] = [fact, ...follows];
  const recorded = await work.record(ticket, drafts);
  return { ...receiptOf(recorded.ticket), messageId };
}

type Mailed = Pick<Extract<FactDraft, { type: 'message' }>, 'deliveryId' | 'heldUntil' | 'statusAtRelease'>;

async function mailReply(
  { client }: TicketWork,
  ticket: LockedTicket,
  messageId: string,
  { body, undoSeconds = 0, status }: AddMessageInput,
): Promise<Mailed> {
  const heldUntil = undoSeconds > 0 ? ticket.now + undoSeconds * 1000 : null;
  const mail = { kind: 'reply', messageId, subject: null, text: body, heldUntil } as const;
  const deliveryId = await queueMail(client, ticket, mail);
  if (deliveryId === null) return {};
  await requireRoomInMail(client, messageId);
  return {
    deliveryId,
    ...(heldUntil !== null && { heldUntil, ...(status !== undefined && { statusAtRelease: status }) }),
  };
}

/** Mail servers take no more, and it is the same as one file may have. */
async function requireRoomInMail(client: Queryable, messageId: string): Promise<void> {
  const files = await attachments.listOf(client, messageId);
  if (files.reduce((sum, { size }) => sum + size, 0) <= LARGEST_ATTACHMENT) return;
  throw new Problem('not_possible', { detail: 'The files of a reply have at most 25 MiB together: they go by mail.' });
}

/** A status that goes with a reply comes with it, unless that is held. */
function statusWith(
  { row: { status: from } }: LockedTicket,
  { status: to }: AddMessageInput,
  isHeld: boolean,
): FactDraft[] {
  return isHeld || to === undefined || to === from ? [] : [{ type: 'status', from, to }];
}
