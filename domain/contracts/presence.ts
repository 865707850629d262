import { z } from 'zod';
import { instant, uuid } from './identifiers.ts';

/** What somebody does on a ticket. */
export const PRESENCE_STATES = ['viewing', 'replying'] as const;
/** See `PRESENCE_STATES`. */
export type PresenceState = (typeof PRESENCE_STATES)[number];

/** Somebody on the agent side who is on a ticket, however many tabs they have. */
export const presentPerson = z.strictObject({
  staffId: uuid,
  name: z.string().optional(),
  state: z.enum(PRESENCE_STATES),
  /** When the state began, by the clock of the process that has the socket. */
  since: instant,
});
/** See `presentPerson`. */
export type PresentPerson = z.infer<typeof presentPerson>;
