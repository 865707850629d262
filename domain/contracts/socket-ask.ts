import { z } from 'zod';
import { anyCaseUuid } from './identifiers.ts';
import { PRESENCE_STATES } from './presence.ts';
import { problemBody } from './problem.ts';
import { anyCaseRoom } from './rooms.ts';
import { ticketStamp } from './ticket-stamp.ts';

/** Be told of what happens in a room. Answered with `joinReply`, or with `not_found` as REST answers. */
const join = z.strictObject({ type: z.literal('join'), room: anyCaseRoom });

/** Be told no more. */
const leave = z.strictObject({ type: z.literal('leave'), room: anyCaseRoom });

/** What the person does on a ticket whose room the socket is in; `away`: nothing any more. */
const presence = z.strictObject({
  type: z.literal('presence'),
  ticketId: anyCaseUuid,
  state: z.enum([...PRESENCE_STATES, 'away']),
});

/** A list shows some forty at once. */
export const MOST_GLANCES = 100;

/**
 * Be told who is on these tickets, which a list shows: instead of those asked for before, none if empty. Those that the person
 * may not see are passed over. Nobody is there by it.
 */
const glance = z.strictObject({ type: z.literal('glance'), ticketIds: z.array(anyCaseUuid).max(MOST_GLANCES) });

const texts = z.record(z.string(), z.string());

/**
 * Do what an endpoint of the API does, by its `operationId` in the OpenAPI document. What it takes, what it answers and how
 * it fails is written there; it is the same endpoint. Those that only read are asked by HTTP.
 */
const call = z.strictObject({
  type: z.literal('call'),
  operation: z.string(),
  /** What stands in the path, by name. */
  params: texts.default({}),
  query: texts.default({}),
  body: z.unknown().optional(),
  /** The header of that name. Over HTTP and over a socket it is the same key. */
  idempotencyKey: z.string().optional(),
  /** What over HTTP stands in `X-CSRF-Token`: of whoever has a session, that of the session. */
  csrfToken: z.string().optional(),
});

/** Everything a browser may ask over its socket. */
export const socketAsk = z.discriminatedUnion('type', [join, leave, presence, glance, call]);
/** As the server reads it. */
export type ReadSocketAsk = z.output<typeof socketAsk>;
/** As a browser sends it. */
export type SocketAsk = z.input<typeof socketAsk>;

/** How far the ticket was when the socket was let into its room; null: it is the room of a list. */
export const joinReply = z.strictObject({ stamp: ticketStamp.nullable() });

/** What is answered to each. */
export const socketAnswer = z.discriminatedUnion('ok', [
  /** `status` as over HTTP; no `reply` where nothing is to be said. */
  z.strictObject({ ok: z.literal(true), status: z.int(), reply: z.unknown().optional() }),
  z.strictObject({ ok: z.literal(false), problem: problemBody }),
]);
/** See `socketAnswer`. */
export type SocketAnswer = z.infer<typeof socketAnswer>;
