/** What time it is, as far as a ticket's loop knows; ms. */
export interface Present {
  now(): number;
  /** How far the workflow's own clock is known to be behind, which says how busy the worker is. */
  lag(): number;
  /** What PostgreSQL's clock said; undefined in what older code recorded. */
  hear(now: number | undefined): void;
  /** An instant was waited for to its end. */
  reach(at: number): void;
}

/**
 * A workflow's own clock stands still at the beginning of its task, but for what local activities took; not for how long they
 * and the isolate were waited for, which on a busy worker is seconds. A timer counts from the end of the task, so one that is
 * set by that clock alone rings as much too late. PostgreSQL's answers say how late it is.
 */
export function createPresent(): Present {
  let latest = 0;
  return {
    now: () => Math.max(Date.now(), latest),
    lag: () => Math.max(0, latest - Date.now()),
    hear(now) {
      latest = now ?? latest;
    },
    reach(at) {
      latest = Math.max(latest, at);
    },
  };
}
