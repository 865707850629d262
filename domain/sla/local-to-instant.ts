import type { OffsetSince } from './zone-offsets.ts';

/**
 * The instant of an opening given in local time (ms, read as if it were UTC): the first at which the local clock shows it
 * or more. So in a repeated hour its first occurrence, in a skipped one the end of the gap.
 */
export function openingInstant(local: number, offsets: readonly OffsetSince[]): number {
  for (const [at, { since, offset }] of offsets.entries()) {
    const instant = local - offset;
    if (instant < since && at > 0) return since;
    if (instant < (offsets[at + 1]?.since ?? Infinity)) return instant;
  }
  return NaN;
}

/**
 * The instant of a closing given in local time (ms, read as if it were UTC): in a repeated hour its second occurrence, in a
 * skipped one the end of the gap.
 *
 * A closing is the first instant no longer held, so it belongs to the stretch it ends: where the hour from 2 to 3 is
 * repeated, closing at 2 happens once, before it, and a date that ends at a repeated midnight ends at the first.
 */
export function closingInstant(local: number, offsets: readonly OffsetSince[]): number {
  for (const [at, { since, offset }] of [...offsets.entries()].reverse()) {
    const instant = local - offset;
    if (instant > since || at === 0) return Math.min(instant, offsets[at + 1]?.since ?? Infinity);
  }
  return NaN;
}
