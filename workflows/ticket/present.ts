/** What time it is, as far as a ticket's loop knows; ms. */
export interface Present {
  now(): number;
  /**
   * The time to sleep from: after a rest it may be later than the last that is known. Good for how long, which a replay does
   * not compare, and for no decision.
   */
  estimate(): number;
  /** How long the last act kept the loop waiting, which says how busy the worker is; 0 if it was the first after a rest. */
  lag(): number;
  /** What PostgreSQL's clock said; undefined in what older code recorded. */
  hear(now: number | undefined): void;
  /** An instant was waited for to its end. */
  reach(at: number): void;
  /** The loop is about to wait. */
  rest(): void;
}

/**
 * The time by what is in the history alone: PostgreSQL's answers, and the instants that were waited for.
 *
 * A workflow's own clock will not do. It stands still at the beginning of its task, but for what local activities took, not
 * for how long they and the isolate were waited for; a timer counts from the end of the task. And when a worker stands still
 * until its task runs out, and then ends it all the same, a replay is told another beginning than the first time: whatever was
 * decided by that clock may go another way. Only histories of older code, whose answers say no time, still go by it.
 */
export function createPresent(): Present {
  let latest: number | null = null;
  let isWorking = false;
  let lag = 0;
  return {
    now: () => latest ?? Date.now(),
    // What was heard since the last rest is better than the workflow's own clock, which may be ahead of PostgreSQL's: by that
    // one an alarm would ring, and be set, and ring, until PostgreSQL's is as far.
    estimate: () => (isWorking && latest !== null ? latest : Math.max(latest ?? 0, Date.now())),
    lag: () => lag,
    hear(now) {
      if (now === undefined) return;
      lag = isWorking && latest !== null ? Math.max(0, now - latest) : 0;
      isWorking = true;
      latest = now;
    },
    reach(at) {
      if (latest !== null) latest = Math.max(latest, at);
    },
    rest() {
      isWorking = false;
      lag = 0;
    },
  };
}
