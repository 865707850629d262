/** Whether something that may be away is worth asking. */
export interface Circuit {
  /** Whether one may ask now: `undefined` says no. Whoever was let in tells how it went, once. */
  enter(): Attempt | undefined;
  /** How many would be let in now: all, one to find out whether it is back, or none. */
  openness(): 'all' | 'one' | 'none';
}

/** Somebody was let in. */
export interface Attempt {
  succeeded(): void;
  failed(): void;
}

/** `closed`: all may ask. `open`: nobody. `probing`: one asks, all others wait for what becomes of it. */
export type CircuitState = 'closed' | 'open' | 'probing';

/** When a circuit opens, and for how long. Milliseconds. */
export interface CircuitSettings {
  /** A clock that only goes forward. */
  readonly now: () => number;
  readonly failuresToOpen?: number;
  readonly firstPauseMs?: number;
  readonly longestPauseMs?: number;
  readonly onChange?: (state: CircuitState) => void;
}

type Position =
  | { readonly state: 'closed'; readonly failures: number }
  | { readonly state: 'open'; readonly untilMs: number; readonly pauseMs: number }
  | { readonly state: 'probing'; readonly probe: symbol; readonly pauseMs: number };

/**
 * A circuit breaker: opens after five failures in a row; after a pause lets one in, and closes if that one succeeds, or
 * pauses twice as long, 4 s at most. An outage is noticed to be over within the longest pause, which costs a server that is
 * away a request every few seconds.
 *
 * Only the probe's failure counts while it is under way: others that fail then were let in before.
 */
export function createCircuit(settings: CircuitSettings): Circuit {
  const { now, failuresToOpen = 5, firstPauseMs = 250, longestPauseMs = 4_000, onChange } = settings;
  let at: Position = { state: 'closed', failures: 0 };

  const move = (to: Position) => {
    const isNew = to.state !== at.state;
    at = to;
    if (isNew) onChange?.(to.state);
  };
  const open = (pauseMs: number) => move({ state: 'open', untilMs: now() + pauseMs, pauseMs });
  const openness = () => (at.state === 'closed' ? 'all' : at.state === 'open' && now() >= at.untilMs ? 'one' : 'none');

  return {
    openness,
    enter() {
      const width = openness();
      if (width === 'none') return undefined;
      const self = Symbol('attempt');
      if (at.state === 'open') move({ state: 'probing', probe: self, pauseMs: at.pauseMs });
      return {
        succeeded: () => move({ state: 'closed', failures: 0 }),
        failed: () => {
          if (at.state === 'probing' && at.probe === self) open(Math.min(at.pauseMs * 2, longestPauseMs));
          if (at.state !== 'closed') return;
          const failures = at.failures + 1;
          if (failures >= failuresToOpen) open(firstPauseMs);
          else move({ state: 'closed', failures });
        },
      };
    },
  };
}
