import { CancellationScope, CancelledFailure, sleep } from '@temporalio/workflow';
import type { Present } from './present.ts';

/** The one timer of a ticket's loop: kept as long as the instant is the same. */
export interface Alarm {
  /**
   * Ring at an instant (ms); null: never. The same instant again changes nothing.
   *
   * @param summary what it is for, read in the Temporal UI
   */
  set(at: number | null, summary: string): void;
  /** Whether it rang and nobody has acknowledged it. */
  hasRung(): boolean;
  /** Its instant is past then, and it is unset. Until it is, it is as if it had not rung: a replay may be told earlier. */
  acknowledge(): void;
}

/** A worker that lets a task wait longer than this lets the end of the task wait as long, and with it the timer. */
const mostLagMs = 100;

/**
 * An alarm that is not set.
 *
 * Set in a task that the worker let wait, it rings as much too early: the loop then sets it again, in a task that has nothing
 * to wait for, and is on time.
 */
export function createAlarm(present: Present): Alarm {
  let setTo: number | null = null;
  let timer: CancellationScope | undefined;
  /** The instant it rang at. */
  let rang: number | null = null;
  /** What it rang too early for. */
  let aheadOf: number | null = null;

  async function ringAt(at: number, summary: string, scope: CancellationScope): Promise<void> {
    const lag = at === aheadOf ? 0 : present.lag();
    const rings = lag > mostLagMs ? at - lag : at;
    aheadOf = rings < at ? at : null;
    try {
      await scope.run(() => sleep(Math.max(1, rings - present.estimate()), { summary }));
    } catch (error) {
      // Set to another instant meanwhile, or the execution ends.
      if (error instanceof CancelledFailure) return;
      throw error;
    }
    rang = rings;
  }

  return {
    set(at, summary) {
      if (at === setTo) return;
      timer?.cancel();
      timer = undefined;
      rang = null;
      setTo = at;
      if (at === null) return;
      timer = new CancellationScope();
      void ringAt(at, summary, timer);
    },
    hasRung: () => rang !== null,
    acknowledge() {
      if (rang === null) return;
      present.reach(rang);
      rang = null;
      setTo = null;
    },
  };
}
