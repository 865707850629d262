import { z } from 'zod';
import { METRICS } from '../tickets/words.ts';
import { instant } from './identifiers.ts';

const perhapsInstant = instant.nullable();
const milliseconds = z.number().nonnegative();
const warnings = z.array(z.strictObject({ percent: z.int().min(1).max(99), at: instant }));

/** One SLA clock at the moment of the reply. */
export const clockView = z
  .strictObject({
    metric: z.enum(METRICS),
    state: z.enum(['running', 'paused', 'met', 'cancelled']),
    startedAt: instant,
    targetMs: milliseconds,
    usedMs: milliseconds,
    /** When it is used up, all else staying as it is; null while paused or cancelled. */
    dueAt: perhapsInstant,
    metAt: perhapsInstant,
    breachedAt: perhapsInstant,
    /** Those it has reached. */
    warnings,
    /** Those ahead, all else staying as it is; none while it stands still or after its end. */
    warningsAhead: warnings,
    /** From when on it runs out: at its second warning, reached or ahead. Null: not open, or standing still before that. */
    runsOutAt: perhapsInstant,
  })
  .meta({ id: 'SlaClock', description: 'One SLA clock of a ticket.' });
/** See `clockView`. */
export type SlaClock = z.infer<typeof clockView>;
