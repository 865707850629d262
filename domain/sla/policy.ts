import { z } from 'zod';
import { status } from './words.ts';

/** A century: what is promised later is not a promise. */
const LONGEST_TARGET = 100 * 366 * 24 * 3600;
/** What is promised for one metric, in seconds. */
export const targetSeconds = z.int().positive().max(LONGEST_TARGET);

/** A metric that is left out has no clock at that priority. */
const targets = z.strictObject({
  firstResponse: targetSeconds.optional(),
  nextResponse: targetSeconds.optional(),
  resolution: targetSeconds.optional(),
});

/**
 * What is promised: `targets` in seconds of business time per priority, the statuses in which a metric's clock stands still
 * (`pauses`), and the percentages of the target at which to warn (`warnAt`).
 */
export const slaPolicy = z.strictObject({
  targets: z.strictObject({
    low: targets.optional(),
    normal: targets.optional(),
    high: targets.optional(),
    urgent: targets.optional(),
  }),
  pauses: z
    .strictObject({
      firstResponse: z.array(status).optional(),
      nextResponse: z.array(status).optional(),
      resolution: z.array(status).optional(),
    })
    .default({ resolution: ['pending', 'on_hold'] }),
  warnAt: z
    .array(z.int().min(1).max(99))
    .refine((percentages) => new Set(percentages).size === percentages.length, 'names a percentage twice')
    .default([50, 75, 90]),
});
export type SlaPolicy = z.infer<typeof slaPolicy>;
