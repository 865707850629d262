import { setTimeout as wait } from 'node:timers/promises';

/** Something that is done again and again. */
export interface Repeated {
  /** Do it no more; resolves when it is not being done. */
  stop(): Promise<void>;
}

/**
 * Do something again and again, each time so many milliseconds after the last time ended, so never twice at once.
 *
 * @param work says itself what goes wrong; what it throws is passed over
 */
export function repeat(everyMs: number, work: () => Promise<void>): Repeated {
  const leaving = new AbortController();
  const { signal } = leaving;
  const run = async () => {
    while (!signal.aborted) {
      await wait(everyMs, undefined, { signal })
        .then(work)
        .catch(() => undefined);
    }
  };
  const running = run();
  return {
    async stop() {
      leaving.abort();
      await running;
    },
  };
}
