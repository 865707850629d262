import { randomUUID } from 'node:crypto';
import type { LockedTicket } from '#store/tickets/lock-ticket';
import type { MessageOfMail } from '#store/tickets/messages';
import type { Channel } from '#domain/tickets/words';
import { activeTeam } from './active-team.ts';
import { insertOpening } from './insert-opening.ts';
import { receiptOf, type AddedMessage } from './receipt.ts';
import type { TicketWork } from './ticket-work.ts';

/** What was written on the closed ticket. */
export interface FollowingMessage {
  readonly body: string;
  readonly via: Channel;
  /** What it has besides, if it came by mail. */
  readonly mail?: MessageOfMail | undefined;
  /** Files that its writer uploaded for it. */
  readonly attachmentIds?: readonly string[] | undefined;
}

/**
 * Open a ticket for what a customer wrote on a closed one: same subject, requester, team (if that is active) and priority; nobody
 * has it yet.
 * The closed ticket is told.
 */
export async function openFollowUp(
  work: TicketWork,
  closed: LockedTicket,
  { body, via, mail, attachmentIds }: FollowingMessage,
): Promise<AddedMessage> {
  const { id: followUpOfId, subject, requesterId, teamId, priority } = closed.row;
  const messageId = randomUUID();
  const id = randomUUID();
  const ticket = await insertOpening(work, {
    ...{ id, subject, body, mail, attachmentIds },
    opening: {
      ...{ requesterId, priority, via, messageId, followUpOfId, teamId: await activeTeam(work.client, teamId) },
      ...{ by: 'customer', status: 'new', assigneeId: null, tags: [] },
    },
  });
  await work.record(closed, [{ type: 'followed_up', ticketId: id }]);
  return { ...receiptOf(ticket), messageId };
}
