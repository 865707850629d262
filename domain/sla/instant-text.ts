import { z } from 'zod';

/**
 * An instant as ISO 8601 text with `Z` or an offset, read as ms since 1970. What is finer than a millisecond is refused,
 * since nothing here could keep it.
 */
export const instantText = z.iso
  .datetime({ offset: true })
  .refine((text) => !/\.\d{4,}/.test(text), 'is finer than a millisecond')
  .transform((text) => Date.parse(text))
  .refine(Number.isFinite, 'is not an instant');

/** An instant (ms) as ISO 8601 text in UTC; a fraction of a second is written only where there is one. */
export const writeInstant = (instant: number): string => new Date(instant).toISOString().replace('.000Z', 'Z');
