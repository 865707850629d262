import type { RequestView, TicketView } from '#domain/contracts/ticket';
import { clocksAt } from '#domain/sla/clocks-at';
import type { ReadTicket } from '#store/tickets/read-ticket';

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
 * A ticket as the agent side sees it, with its clocks at the moment it was read.
 *
 * @param survivorId the ticket that stands for it, its own id if it is not merged
 */
export function presentTicket(ticket: ReadTicket, survivorId: string): TicketView {
  const { priority, teamId, assigneeId, requesterId, openedBy, via, tags, policyVersionId, flowVersionIds } = ticket;
  const { isSpam, isDeleted, mergedIntoId, followUpOfId, revision, lastSeq: seq } = ticket;
  return {
    ...presentRequest(ticket),
    view: 'staff',
    ...{ priority, teamId, assigneeId, requesterId, openedBy, via, tags: [...tags] },
    ...{ policyVersionId, flowVersionIds: [...flowVersionIds] },
    ...{ isSpam, isDeleted, mergedIntoId, survivorId, followUpOfId, revision, seq },
    resolvedAt: perhaps(ticket.resolvedAt),
    loopedAt: perhaps(ticket.loopedAt),
    clocks: clocksAt(ticket.sla, ticket.now).map(({ metric, state, targetMs, usedMs, ...clock }) => ({
      ...{ metric, state, targetMs, usedMs },
      startedAt: text(clock.startedAt),
      dueAt: perhaps(clock.dueAt),
      metAt: perhaps(clock.metAt),
      breachedAt: perhaps(clock.breachedAt),
      warnings: clock.warnings.map(({ percent, at }) => ({ percent, at: text(at) })),
    })),
    engine: { seenSeq: ticket.seenSeq, nextAt: perhaps(ticket.nextAt), stuckAt: perhaps(ticket.stuckAt) },
  };
}

const text = (at: number) => new Date(at).toISOString();
const perhaps = (at: number | null) => (at === null ? null : text(at));
