const [firstMs, growth, longestMs] = [500, 1.5, 30_000];

/**
 * How long to wait (ms) before the next attempt, after so many failed one after the other: half a second at first, since a
 * database that is restarted is back within seconds and a deadline waits meanwhile; half a minute after twelve. Scattered by a
 * quarter, so that not all tickets come at once.
 */
export const retryDelay = (failures: number): number =>
  Math.round(Math.min(longestMs, firstMs * growth ** (failures - 1)) * (0.75 + Math.random() / 2));
