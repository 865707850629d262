import { randomUUID } from 'node:crypto';
import { canNote, canWork } from '#domain/permissions/ticket';
import type { FactDraft } from '#domain/tickets/fact';
import type { Channel, Status } from '#domain/tickets/words';
import type { LockedTicket } from '#store/tickets/lock-ticket';
import { messages } from '#store/tickets/messages';
import { command } from './command.ts';
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
}

/** A customer's word brings a ticket back to work from these. */
const WAKES: ReadonlySet<Status> = new Set(['pending', 'on_hold', 'resolved']);

/**
 * Write on a ticket: a customer's message, an agent's public reply, or a note.
 *
 * A customer's message opens a ticket again that was pending, on hold or resolved; on a closed one it opens a follow-up.
 *
 * @throws {Problem} `not_found`, `forbidden`, `unknown_reference` (no such last message), `stale` (a person wrote meanwhile)
 */
export const addMessage = command<AddMessageInput, AddedMessage>('add-message', async (work, input) => {
  const ticket = await work.lock(input.ticketId);
  const { actor } = work;
  if (actor.kind === 'customer') {
    requireThat(input.public);
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
  const { id: ticketId, status } = ticket.row;
  const messageId = randomUUID();
  const fact = {
    type: 'message',
    messageId,
    by: BY[actor.kind],
    authorId: actor.kind === 'engine' ? null : actor.id,
    public: input.public,
    auto: actor.kind === 'engine',
    via: input.via,
  } as const;
  const wakes = actor.kind === 'customer' && WAKES.has(status);
  const drafts: FactDraft[] = wakes ? [fact, { type: 'status', from: status, to: 'open' }] : [fact];
  const recorded = await work.record(ticket, drafts);
  await messages.insert(client, { id: messageId, ticketId, seq: ticket.row.lastSeq + 1, body: input.body });
  return { ...receiptOf(recorded.ticket), messageId };
}
