import { usedShare, type SlaClock } from './clock.ts';

/** Where the parts of a clock's bar stand, in percent of its width. */
export interface Gauge {
  readonly used: number;
  readonly now: number;
  readonly due: number;
  /** Where the hatched part begins, which reaches to the end; null in time. */
  readonly over: number | null;
  readonly ticks: readonly { readonly percent: number; readonly at: number; readonly isAhead: boolean }[];
}

/**
 * The bar of a clock at an instant (ms).
 *
 * In time the bar is the target: start at the left, due at the right. Past due it is all that was used, and due stands within.
 */
export function gaugeOf(clock: SlaClock, now: number): Gauge {
  const share = usedShare(clock, now);
  const percent = share * 100;
  if (share > 1) {
    const due = 100 / share;
    return { used: due, now: 100, due, over: due, ticks: [] };
  }
  const ticks = clock.warnings.map((warning) => ({ percent: warning, at: warning, isAhead: warning > percent }));
  return { used: percent, now: percent, due: 100, over: null, ticks };
}
