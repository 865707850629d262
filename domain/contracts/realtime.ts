import { z } from 'zod';
import { selfCheckView } from './self-check.ts';

/** A self-check reached its next stage, or failed. Carries all of it, so that a missed event is made up by the next. */
const selfCheckChanged = z.strictObject({ type: z.literal('self_check.changed'), selfCheck: selfCheckView });

/** Everything the server may push. Add a member here; the compiler finds the rest. */
export const realtimeEvent = z.discriminatedUnion('type', [selfCheckChanged]);
/** One of them. See `realtimeEvent`. */
export type RealtimeEvent = z.infer<typeof realtimeEvent>;

/** What Socket.IO carries from server to browser: one event name, its argument tells the type. */
export interface ServerToClientEvents {
  event: (event: RealtimeEvent) => void;
}

/** What a browser may send: nothing yet. */
export type ClientToServerEvents = Record<string, never>;
