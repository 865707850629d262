import { z } from 'zod';
import { slaPolicy, targetSeconds, type SlaPolicy } from './policy.ts';
import { status } from './words.ts';

const readableOf = <Item extends z.ZodType>(item: Item) =>
  z
    .array(z.unknown())
    .transform((items) =>
      items.map((each) => item.safeParse(each)).flatMap(({ data }) => (data === undefined ? [] : [data])),
    );

const perMetric = <Value extends z.ZodType>(value: Value) => {
  const readable = value.optional().catch(undefined);
  return z
    .object({ firstResponse: readable, nextResponse: readable, resolution: readable })
    .optional()
    .catch(undefined);
};
const targets = perMetric(targetSeconds);

const readable = z.object({
  targets: z.object({ low: targets, normal: targets, high: targets, urgent: targets }).catch({}),
  pauses: perMetric(readableOf(status)),
  warnAt: readableOf(z.int().min(1).max(99))
    .transform((percentages) => [...new Set(percentages)])
    .optional()
    .catch(undefined),
});

/**
 * A policy as any version of the code may have stored it. Never throws.
 *
 * Of what newer code wrote, the targets, pauses and warnings that this code knows count; all else is passed over. What
 * cannot be read at all promises nothing.
 */
export function readPolicy(stored: unknown): SlaPolicy {
  const known = slaPolicy.safeParse(stored);
  if (known.success) return known.data;
  const { data } = readable.safeParse(stored);
  return slaPolicy.parse(data ?? { targets: {} });
}
