import { Problem } from '#domain/contracts/problem';
import { hasNoClocks, type TicketList, type TicketListQuery, type TicketRow } from '#domain/contracts/ticket-list';
import type { Actor } from '#domain/permissions/actor';
import { firstToEnd, outlookAt } from '#domain/sla/outlook';
import type { Queryable } from '#store/queryable';
import { readNow } from '#store/clock';
import { listTickets as readPage, type ListedMessage, type ListedTicket } from '#store/tickets/list-tickets';
import { filterOf } from '#store/tickets/filter-of';
import { presentClock } from './present-clock.ts';
import { readWhere } from './read-where.ts';
import { readTicketCursor, writeTicketCursor } from './ticket-cursor.ts';

/**
 * A page of the tickets that somebody on the agent side may see.
 *
 * @throws {Problem} `forbidden` (customers), `invalid_request` (a cursor of another list, a condition that cannot be asked)
 */
export async function listTickets(client: Queryable, actor: Actor, query: TicketListQuery): Promise<TicketList> {
  if (actor.kind !== 'staff') throw new Problem('forbidden');
  const sort = query.sort ?? (hasNoClocks(query) ? 'changed' : 'clock');
  const after = query.after === undefined ? null : readTicketCursor(sort, query.after);
  const { limit } = query;
  const where = query.where && (await readWhere(client, query.where));
  const rows = await readPage(client, { filter: filterOf(actor, query, where), sort, after, limit: limit + 1 });
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    tickets: page.map(presentRow),
    next: last ? writeTicketCursor(sort, last) : null,
    now: rows[0] ? instant(rows[0].now) : (await readNow(client)).toISOString(),
  };
}

function presentRow(ticket: ListedTicket): TicketRow {
  const { id, number, subject, status, priority, requester, team, assignee, tags, revision, lastSeq } = ticket;
  const { isSpam, isDeleted, mergedIntoId, message } = ticket;
  const clock = firstToEnd(outlookAt(ticket.sla, ticket.now));
  return {
    ...{ ticketId: id, number, subject, status, priority, requester, team, assignee, tags: [...tags] },
    clock: clock && presentClock(clock),
    lastMessage: message && presentMessage(message, requester.name),
    heldUntil: perhaps(ticket.heldUntil),
    stuckAt: perhaps(ticket.stuckAt),
    ...{ isSpam, isDeleted, mergedIntoId, revision, seq: lastSeq },
    createdAt: instant(ticket.createdAt),
    changedAt: instant(ticket.lastFactAt),
  };
}

function presentMessage(message: ListedMessage, requesterName: string): NonNullable<TicketRow['lastMessage']> {
  const { messageId, by, authorName, staffName, cause, isPublic, text } = message;
  const isThird = by === 'customer' && authorName !== null;
  const authorId = by === 'agent' ? (message.authorId ?? ('id' in cause ? cause.id : null)) : null;
  return {
    ...{ messageId, at: instant(message.at), by: isThird ? 'third_party' : by, authorId },
    name: by === 'agent' ? staffName : (authorName ?? requesterName),
    isNote: !isPublic,
    preview: text,
  };
}

const instant = (at: number) => new Date(at).toISOString();
const perhaps = (at: number | null) => (at === null ? null : instant(at));
