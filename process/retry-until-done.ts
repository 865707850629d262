import type { Logger } from './logger.ts';
import { setTimeout as wait } from 'node:timers/promises';

interface Patience {
  readonly logger: Logger;
  /** Ends the waiting. */
  readonly signal: AbortSignal;
  /** Errors that waiting does not mend; they are thrown. */
  readonly isFinal?: (error: unknown) => boolean;
  /** The longest pause; milliseconds. */
  readonly longestMs?: number;
}

/**
 * Try until it works, pausing 0.5 s at first and up to 15 s later, and say what is waited for.
 *
 * @throws what `isFinal` names, or the signal's reason
 */
export async function retryUntilDone<T>(what: string, act: () => Promise<T>, patience: Patience): Promise<T> {
  const { logger, signal, isFinal = () => false, longestMs = 15_000 } = patience;
  for (let attempt = 1; ; attempt++) {
    signal.throwIfAborted();
    try {
      return await act();
    } catch (error) {
      if (isFinal(error)) throw error;
      const pauseMs = Math.min(250 * 2 ** attempt, longestMs);
      logger.warn({ attempt, nextTryMs: pauseMs, reason: reasonOf(error) }, `${what}; trying again.`);
      await wait(pauseMs, undefined, { signal });
    }
  }
}

/** Node wraps the refusals of several addresses of one host into an error without words. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.message === '') return error.errors.map(reasonOf).join('; ');
  if (!(error instanceof Error)) return String(error);
  return error.message === '' ? error.name : error.message;
}
