import type { RequestView, TicketView } from '#domain/contracts/ticket';
import type { Actor } from '#domain/permissions/actor';
import { canDelete, canNote, canOperate, canWork } from '#domain/permissions/ticket';
import { outlookAt } from '#domain/sla/outlook';
import type { ReadTicket } from '#store/tickets/read-ticket';
import { presentClock } from './present-clock.ts';

/** A ticket as its requester sees it. */
export function presentRequest(ticket: ReadTicket): RequestView {
  const { id, number, subject, status, createdAt, lastFactAt, lastMessageId } = ticket;
  const [created, changed] = [text(createdAt), text(lastFactAt)];
  return {
    ...{ view: 'requester', ticketId: id, number, subject, status },
    ...{ createdAt: created, changedAt: changed, lastMessageId },
  };
}

/**
 * A ticket as somebody on the agent side sees it, with its clocks at the moment it was read.
 *
 * @param fields what is said in its custom fields
 * @param survivorId the ticket that stands for it, its own id if it is not merged
 * @param engineUrl its page in the Temporal UI, for those who may operate it; null: nobody said where that is
 */
export function presentTicket(
  ticket: ReadTicket,
  viewer: Actor,
  {
    fields,
    survivorId,
    engineUrl,
  }: { readonly fields: TicketView['fields']; readonly survivorId: string; readonly engineUrl: string | null },
): TicketView {
  const { priority, teamId, assigneeId, requesterId, openedBy, via, tags, policyVersionId, flowVersionIds } = ticket;
  const { requester, team, assignee, cc } = ticket;
  const { isSpam, isDeleted, mergedIntoId, followUpOfId, revision, lastSeq: seq } = ticket;
  return {
    ...presentRequest(ticket),
    view: 'staff',
    ...{ priority, teamId, assigneeId, requesterId, team, assignee, requester, openedBy, via, tags: [...tags], fields },
    cc: cc.map(({ name, address }) => ({ name, address })),
    ...{ policyVersionId, flowVersionIds: [...flowVersionIds] },
    ...{ isSpam, isDeleted, mergedIntoId, survivorId, followUpOfId, revision, seq },
    resolvedAt: perhaps(ticket.resolvedAt),
    loopedAt: perhaps(ticket.loopedAt),
    clocks: outlookAt(ticket.sla, ticket.now).map(presentClock),
    engine: {
      ...{ seenSeq: ticket.seenSeq, nextAt: perhaps(ticket.nextAt), stuckAt: perhaps(ticket.stuckAt) },
      url: canOperate(viewer) ? engineUrl : null,
    },
    mayI: {
      ...{ reply: canWork(viewer), note: canNote(viewer), assign: canWork(viewer), undo: canWork(viewer) },
      ...{ operate: canOperate(viewer), delete: canDelete(viewer) },
    },
  };
}

const text = (at: number) => new Date(at).toISOString();
const perhaps = (at: number | null) => (at === null ? null : text(at));
