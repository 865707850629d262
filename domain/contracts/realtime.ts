import { z } from 'zod';
import { uuid } from './identifiers.ts';
import { selfCheckView } from './self-check.ts';

/** A self-check reached its next stage, or failed. Carries all of it, so that a missed event is made up by the next. */
const selfCheckChanged = z.strictObject({ type: z.literal('self_check.changed'), selfCheck: selfCheckView });

/**
 * A command changed a ticket: `revision` is its count of commands, `seq` its newest fact. A hint that may come twice, late
 * or out of order: whoever knows this revision or a later one ignores it, others ask what is new.
 */
const ticketChanged = z.strictObject({
  type: z.literal('ticket.changed'),
  ticketId: uuid,
  revision: z.int(),
  seq: z.int(),
});

/** Somebody on the agent side has a new notice. A hint that may come twice: whoever knows the notice ignores it. */
const noticeAdded = z.strictObject({ type: z.literal('notice.added'), noticeId: uuid, ticketId: uuid });

/** Everything the server may push. Add a member here; the compiler finds the rest. */
export const realtimeEvent = z.discriminatedUnion('type', [selfCheckChanged, ticketChanged, noticeAdded]);
/** One of them. See `realtimeEvent`. */
export type RealtimeEvent = z.infer<typeof realtimeEvent>;
/** What every page may hear, signed in or not. */
export type EventForAll = z.infer<typeof selfCheckChanged>;
/** What only the sockets in the ticket's room may hear. See `ticketRoom`. */
export type TicketEvent = z.infer<typeof ticketChanged>;
/** What only the sockets of one person may hear. See `staffRoom`. */
export type StaffEvent = z.infer<typeof noticeAdded>;

/** The room of those who look at a ticket. Whoever lets a socket in has checked that its person may see the ticket. */
export const ticketRoom = (ticketId: string) => `ticket:${ticketId}`;

/** The room of one person on the agent side: the sockets that signed in as that person. */
export const staffRoom = (staffId: string) => `staff:${staffId}`;

/** What Socket.IO carries from server to browser: one event name, its argument tells the type. */
export interface ServerToClientEvents {
  event: (event: RealtimeEvent) => void;
}

/** What a browser may send: nothing yet. */
export type ClientToServerEvents = Record<string, never>;
