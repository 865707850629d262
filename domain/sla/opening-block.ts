import { closingInstant, openingInstant } from './local-to-instant.ts';
import { DAY } from './milliseconds.ts';
import type { OpeningRules } from './opening-rules.ts';
import type { ZoneOffsets } from './zone-offsets.ts';

/** Length of a block, aligned to 1970-01-01T00:00Z: a month or so, so that a wait of years sums a few dozen totals. */
export const BLOCK = 30 * DAY;

/** A local date lies within two days of the UTC day of the same name, whatever its zone skips. */
const MARGIN = 2;

/** The opening hours within one block of UTC. Stretch n is [opens[n], closes[n]); `before[n]` ms are open ahead of it. */
export interface OpeningBlock {
  readonly opens: readonly number[];
  readonly closes: readonly number[];
  readonly before: readonly number[];
  /** Open ms in the whole block. */
  readonly total: number;
}

const CLOSED: OpeningBlock = { opens: [], closes: [], before: [], total: 0 };

/** Work out the opening hours from `number * BLOCK` (ms) on. */
export function openingBlock(number: number, rules: OpeningRules, zone: ZoneOffsets): OpeningBlock {
  const from = number * BLOCK;
  const to = from + BLOCK;
  const firstDay = from / DAY - MARGIN;
  const lastDay = to / DAY + MARGIN;
  if (rules.surelyClosed(firstDay, lastDay)) return CLOSED;
  const offsets = zone.within(from - 2 * MARGIN * DAY, to + 2 * MARGIN * DAY);
  const opens: number[] = [];
  const closes: number[] = [];
  for (let day = firstDay; day <= lastDay; day += 1) {
    for (const [start, end] of rules.stretchesOf(day)) {
      const last = closes.at(-1) ?? from;
      // Where bounds lie in a repeated hour, stretches may overlap; no instant counts twice.
      const opening = Math.max(openingInstant(day * DAY + start, offsets), last);
      const closing = Math.min(closingInstant(day * DAY + end, offsets), to);
      if (closing <= opening) continue;
      if (opening === last && closes.length > 0) closes[closes.length - 1] = closing;
      else {
        opens.push(opening);
        closes.push(closing);
      }
    }
  }
  return summed(opens, closes);
}

function summed(opens: readonly number[], closes: readonly number[]): OpeningBlock {
  let total = 0;
  const before = opens.map((opening, at) => {
    const sofar = total;
    total += (closes[at] ?? opening) - opening;
    return sofar;
  });
  return { opens, closes, before, total };
}

/** Open ms of a block that lie before an instant within it. */
export function openBefore({ opens, closes, before, total }: OpeningBlock, instant: number): number {
  const at = lastAtMost(opens, instant);
  if (at < 0) return 0;
  const sofar = before[at] ?? total;
  return sofar + Math.min(instant, closes[at] ?? instant) - (opens[at] ?? instant);
}

/** The earliest instant before which `ms` (> 0, at most the block's total) of a block are open: it may be a closing. */
export function instantAfter({ opens, before }: OpeningBlock, ms: number): number {
  // The last stretch that begins with fewer ms behind it.
  const at = lastAtMost(before, ms - 1);
  return (opens[at] ?? NaN) + ms - (before[at] ?? 0);
}

/** Index of the last of ascending whole numbers that is at most `value`; -1 if none is. */
function lastAtMost(ascending: readonly number[], value: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? Infinity) <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
