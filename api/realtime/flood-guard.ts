/** What becomes of a message: it is taken, refused, or the last one. */
export type Verdict = 'take' | 'refuse' | 'end';

interface Flood {
  /** So many at once are nothing unusual: a page that comes back asks for all its rooms. */
  readonly burst?: number;
  readonly perSecond?: number;
  /** Whoever goes on after so many refusals is no browser of ours. */
  readonly refusals?: number;
  /** A clock that only goes forward, in milliseconds. */
  readonly now?: () => number;
}

/**
 * Watch how fast one socket speaks: a bucket that messages empty and time fills. One that is empty refuses; refused messages
 * draw on it too, so whoever does not stop is ended.
 */
export function createFloodGuard(flood: Flood = {}): { judge(): Verdict } {
  const { burst = 60, perSecond = 20, refusals = 60, now = () => performance.now() } = flood;
  let left = burst;
  let last = now();
  return {
    judge() {
      const at = now();
      left = Math.min(burst, left + ((at - last) / 1_000) * perSecond) - 1;
      last = at;
      if (left >= 0) return 'take';
      return left >= -refusals ? 'refuse' : 'end';
    },
  };
}
