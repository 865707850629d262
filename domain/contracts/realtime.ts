import { z } from 'zod';
import { uuid } from './identifiers.ts';
import { presentPerson } from './presence.ts';
import { problemBody } from './problem.ts';
import { listRoom, room } from './rooms.ts';
import { selfCheckView } from './self-check.ts';
import type { SocketAnswer, SocketAsk } from './socket-ask.ts';
import { ticketStamp } from './ticket-stamp.ts';

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

/** The same for lists: `lists` are those the ticket was in before the command, and those it is in since. */
const listChanged = z.strictObject({
  type: z.literal('list.changed'),
  lists: z.array(listRoom),
  ticketId: uuid,
  revision: z.int(),
});

/** Somebody on the agent side has a new notice. A hint that may come twice: whoever knows the notice ignores it. */
const noticeAdded = z.strictObject({ type: z.literal('notice.added'), noticeId: uuid, ticketId: uuid });

/** One of somebody's bulk jobs moved on. A hint: who looks at it asks. */
const bulkJobChanged = z.strictObject({ type: z.literal('bulk_job.changed'), jobId: uuid });

/** Who is on a ticket now: all of them, so that a missed event is made up by the next. */
const presenceChanged = z.strictObject({
  type: z.literal('presence.changed'),
  ticketId: uuid,
  people: z.array(presentPerson),
});

/**
 * What the database says about a room, every few seconds: of a ticket's room that ticket, of a list's room the tickets that
 * changed lately, in it or out of it. Whoever has not heard of one of these revisions has missed something.
 */
const stamp = z.strictObject({
  type: z.literal('stamp'),
  room,
  tickets: z.array(ticketStamp),
  /** More tickets changed than are named. */
  isCut: z.boolean(),
});

/** The socket is no longer in this room: its person may not see any more what it is about, or it is gone. */
const roomClosed = z.strictObject({ type: z.literal('room.closed'), room });

/** Something the browser sent was not understood, or too much; with `too_many_requests` the connection ends. */
const refused = z.strictObject({ type: z.literal('refused'), problem: problemBody });

/** Everything the server may push. Add a member here; the compiler finds the rest. */
export const realtimeEvent = z.discriminatedUnion('type', [
  selfCheckChanged,
  ticketChanged,
  listChanged,
  noticeAdded,
  bulkJobChanged,
  presenceChanged,
  stamp,
  roomClosed,
  refused,
]);
/** One of them. See `realtimeEvent`. */
export type RealtimeEvent = z.infer<typeof realtimeEvent>;
/** What every page may hear, signed in or not. */
export type EventForAll = z.infer<typeof selfCheckChanged>;
/** What only the sockets in the ticket's room may hear. See `ticketRoom`. */
export type TicketEvent = z.infer<typeof ticketChanged>;
/** What only the sockets of one person may hear. See `staffRoom`. */
export type StaffEvent = z.infer<typeof noticeAdded> | z.infer<typeof bulkJobChanged>;

/** The room of one person on the agent side: the sockets that signed in as that person. */
export const staffRoom = (staffId: string) => `staff:${staffId}`;

/** What Socket.IO carries from server to browser: one event name, its argument tells the type. */
export interface ServerToClientEvents {
  event: (event: RealtimeEvent) => void;
}

/** What it carries from browser to server: one event name, its argument tells what is asked, and each is answered. */
export interface ClientToServerEvents {
  ask: (ask: SocketAsk, answer: (answer: SocketAnswer) => void) => void;
}
