import type { TicketSort } from '#domain/contracts/ticket-list';
import type { ListedTicket, TicketPlace } from '#store/tickets/list-tickets';
import { refuseCursor } from './refuse-cursor.ts';

const never = 'never';

/** Where a page of tickets ended, as the caller hands it back: `sort.instant.number`. */
export function writeTicketCursor(
  sort: TicketSort,
  ticket: Pick<ListedTicket, 'clockEndsAt' | 'lastFactAt' | 'number'>,
) {
  const at = { clock: ticket.clockEndsAt, changed: ticket.lastFactAt, created: null }[sort];
  return [sort, at ?? never, ticket.number].join('.');
}

/**
 * Read one.
 *
 * @throws {Problem} `invalid_request` if it is not of a list of this sort
 */
export function readTicketCursor(sort: TicketSort, cursor: string): TicketPlace {
  const [, of, at, number] = /^([a-z]+)\.(\d{1,14}|never)\.(\d{1,15})$/.exec(cursor) ?? [];
  if (of !== sort) refuseCursor('/after');
  return { at: at === never ? null : Number(at), number: Number(number) };
}
