import { z } from 'zod';
import { instant, uuid } from './identifiers.ts';

const perhaps = instant.nullable();

/**
 * One walk through the whole engine, for people and monitors: when it was asked for and when each part had its turn.
 *
 * Instants are ISO 8601 in UTC, stamped by PostgreSQL; null means not yet. `failure` says in words why it ended early.
 */
export const selfCheckView = z
  .strictObject({
    id: uuid,
    /** A person or a monitor asked. */
    requestedAt: instant,
    /** The workflow ran and its first activity reached PostgreSQL. */
    activityAt: perhaps,
    /** When the durable timer ought to fire, and when its effect was recorded. */
    timerDueAt: perhaps,
    timerFiredAt: perhaps,
    /** The job went through Redis and a processor. */
    jobAt: perhaps,
    /** The workflow heard of the job and is done. */
    finishedAt: perhaps,
    failure: z.string().nullable(),
  })
  .meta({ id: 'SelfCheck', description: 'One walk through the whole engine.' });
/** See `selfCheckView`. */
export type SelfCheckView = z.infer<typeof selfCheckView>;

/** The latest self-check, or null when there is none younger than a day. */
export const latestSelfCheckView = z
  .strictObject({ selfCheck: selfCheckView.nullable() })
  .meta({ id: 'LatestSelfCheck' });
/** See `latestSelfCheckView`. */
export type LatestSelfCheckView = z.infer<typeof latestSelfCheckView>;
