import type { z } from 'zod';

/**
 * What is asked to be changed, with what the caller saw of it: if one of these fields says something else by now, the answer
 * is `stale` and nothing is changed. Left out, whoever comes last wins.
 */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- what it gives back says what `was` holds
export const withWhatWasSeen = <Asked extends z.core.$ZodLooseShape, Seen extends z.ZodObject>(
  asked: z.ZodObject<Asked, z.core.$strict>,
  seen: Seen,
) => asked.extend({ was: seen.optional() });
