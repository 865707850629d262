import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from '#process/logger';

interface StoreWait {
  /** Rejects while the database cannot be used, saying why. */
  readonly check: () => Promise<void>;
  readonly logger: Logger;
  readonly signal: AbortSignal;
}

const longestPauseMs = 5_000;

/**
 * Try until the database can be used, with pauses from a quarter of a second up to five.
 *
 * @returns whether it can be; false only if `signal` ended the wait
 */
export async function waitForStore({ check, logger, signal }: StoreWait): Promise<boolean> {
  for (let pauseMs = 250; !signal.aborted; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
    try {
      await check();
      return true;
    } catch (error) {
      const reason = error instanceof Error ? reasonOf(error) : String(error);
      logger.warn({ reason, nextAttemptMs: pauseMs }, 'the database cannot be used yet; not ready');
    }
    await wait(pauseMs, undefined, { signal }).catch(() => undefined);
  }
  return false;
}

/** Node wraps the refusals of several addresses of one host into an error without words. */
function reasonOf(error: Error): string {
  if (error.message !== '') return error.message;
  return error instanceof AggregateError ? error.errors.map(String).join('; ') : error.name;
}
