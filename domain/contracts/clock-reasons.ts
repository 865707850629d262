import { z } from 'zod';
import { PRIORITIES, STATUSES } from '../tickets/words.ts';
import { instant, uuid } from './identifiers.ts';
import { clockView } from './sla-clock.ts';

/** A clock with why it is due when it is. */
const explainedClock = clockView
  .extend({
    /** `seq` of the fact that opened it: the opening, a customer's message. */
    openedBy: z.int().positive(),
    /** When it was met or cancelled. */
    endedAt: instant.nullable(),
    /** The policy it is counted by, or was when it ended. */
    policy: z.strictObject({ versionId: uuid, name: z.string(), version: z.int().positive() }).nullable(),
    /** Whose hours count; null: around the clock. */
    calendar: z
      .strictObject({ versionId: uuid, name: z.string(), version: z.int().positive(), timeZone: z.string() })
      .nullable(),
    /** What that policy promises for this metric at each priority (ms); a priority that is left out has no clock. */
    targetsMs: z.partialRecord(z.enum(PRIORITIES), z.number().positive()),
    /** Statuses in which it stands still. */
    standsStillIn: z.array(z.enum(STATUSES)),
    /** When it stood still, oldest first; the last may go on. */
    pauses: z.array(
      z.strictObject({
        from: instant,
        to: instant.nullable(),
        /** The ticket's status then, or why it was out of the queue. */
        because: z.enum([...STATUSES, 'merged', 'spam', 'deleted']),
      }),
    ),
  })
  .meta({ id: 'ExplainedClock', description: 'A clock with why it is due when it is.' });
/** See `explainedClock`. */
export type ExplainedClock = z.infer<typeof explainedClock>;

/** The clocks of a ticket and why they are due when they are: the soonest first, those that ended last. */
export const clockReasons = z
  .strictObject({
    priority: z.enum(PRIORITIES),
    clocks: z.array(explainedClock),
    now: instant,
  })
  .meta({ id: 'ClockReasons', description: 'Why the clocks of a ticket are due when they are.' });
/** See `clockReasons`. */
export type ClockReasons = z.infer<typeof clockReasons>;
