import { z } from 'zod';
import type { Ticket } from '../tickets/ticket.ts';
import { uuid } from './identifiers.ts';

/** The room of one ticket. */
const ofTicket = z.templateLiteral(['ticket:', uuid]);

/**
 * The room of a list of tickets: all there are, those of a team or of none, those of one person. A list that is narrowed down
 * further (by status, by tag) hears what its room hears.
 */
export const listRoom = z.union([
  z.literal(['all', 'team:none']),
  z.templateLiteral(['team:', uuid]),
  z.templateLiteral(['assignee:', uuid]),
]);
/** See `listRoom`. */
export type ListRoom = z.infer<typeof listRoom>;

/** A room that a browser may ask to be let into. */
export const room = z.union([ofTicket, listRoom]);
/** See `room`. */
export type Room = z.infer<typeof room>;

/** The same as callers write it: in any case, read in the lower one. */
export const anyCaseRoom = z.string().max(64).toLowerCase().pipe(room);

/** The room of those who look at a ticket. Whoever lets a socket in has checked that its person may see the ticket. */
export const ticketRoom = (ticketId: string) => `ticket:${ticketId}` as const;

/** Whether it is the room of a list, not of a ticket. */
export const isList = (name: Room): name is ListRoom => !name.startsWith('ticket:');

/** The ticket whose room it is; undefined for a list. */
export const ticketOf = (name: Room): string | undefined =>
  isList(name) ? undefined : name.slice(name.indexOf(':') + 1);

/** The lists that a ticket is in. */
export const listsOf = ({ teamId, assigneeId }: Pick<Ticket, 'teamId' | 'assigneeId'>): ListRoom[] => [
  'all',
  teamId === null ? 'team:none' : `team:${teamId}`,
  ...(assigneeId === null ? [] : [`assignee:${assigneeId}` as const]),
];

/** Each of some rooms once, in the order in which they came. */
export const eachOnce = <Name extends Room>(rooms: readonly Name[]): Name[] => [...new Set(rooms)];
