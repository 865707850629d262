import { Problem } from '#domain/contracts/problem';
import type { ThreadMessage, TicketThread } from '#domain/contracts/ticket-thread';
import type { Actor } from '#domain/permissions/actor';
import { canSee, canWork } from '#domain/permissions/ticket';
import type { Queryable } from '#store/queryable';
import { readThread, type ReadMessage } from '#store/tickets/read-thread';
import { readTicket } from '#store/tickets/read-ticket';
import { presentDelivery } from './present-delivery.ts';

/** Which messages: the newest, or the newest of those before one of them. */
export interface MessagesWanted {
  readonly ticketId: string;
  readonly before?: string | undefined;
  readonly limit: number;
}

/**
 * Messages of a ticket and of those merged into it, oldest first. Customers see what was meant for them: public
 * messages of tickets that are theirs or shared with them, and of ours those that have left.
 *
 * @throws {Problem} `not_found`, `unknown_reference` (`before` is not of this thread)
 */
export async function readTicketThread(
  client: Queryable,
  viewer: Actor,
  { ticketId, before, limit }: MessagesWanted,
): Promise<TicketThread> {
  const ticket = await readTicket(client, ticketId);
  if (!ticket || !canSee(viewer, ticket)) throw new Problem('not_found');
  const asCustomer = viewer.kind === 'customer' ? viewer : null;
  const messages = await readThread(client, { ticketId, before: before ?? null, limit: limit + 1, asCustomer });
  if (!messages) throw new Problem('unknown_reference', { detail: 'The message is not one of this thread.' });
  const page = messages.slice(-limit);
  return {
    messages: page.map((message) => presentMessage(message, viewer, ticket.now)),
    hasOlder: messages.length > limit,
    now: instant(ticket.now),
  };
}

function presentMessage(message: ReadMessage, viewer: Actor, now: number): ThreadMessage {
  const { id, ticketId, number, seq, at, via, isAutomatic, body, replyText, html, files, mail } = message;
  const delivery = mail && viewer.kind !== 'customer' ? presentDelivery(mail, viewer) : null;
  const isHeld = mail?.state === 'held' && (mail.heldUntil ?? 0) > now;
  return {
    ...{ messageId: id, ticketId, number, seq, at: instant(at), kind: kindOf(message), via, isAutomatic },
    author: authorOf(message, viewer),
    flow: viewer.kind === 'customer' ? null : message.flowName,
    ...{ body, replyText, html, delivery },
    attachments: files.map(({ id: attachmentId, ...file }) => ({ attachmentId, ...file })),
    isUndone: mail?.state === 'undone',
    mayUndo: isHeld && viewer.kind !== 'customer' && canWork(viewer),
  };
}

function kindOf({ type, by, isPublic, thirdParty }: ReadMessage): ThreadMessage['kind'] {
  if (by === 'customer') return thirdParty ? 'third_party' : 'customer';
  if (by === 'system') return isPublic ? 'flow_mail' : 'flow_note';
  if (type === 'created') return 'entered';
  return isPublic ? 'reply' : 'note';
}

function authorOf(message: ReadMessage, viewer: Actor): ThreadMessage['author'] {
  const { by, authorId, personName, requester, thirdParty, fromAddress } = message;
  if (by === 'system') return null;
  if (by === 'agent') return { id: authorId, name: personName ?? '', address: null };
  if (!thirdParty) return { id: requester.id, name: personName ?? requester.name, address: fromAddress };
  // Whoever else writes to us is not introduced to our customers.
  return { id: null, name: thirdParty.name, address: viewer.kind === 'customer' ? null : thirdParty.address };
}

const instant = (at: number) => new Date(at).toISOString();
