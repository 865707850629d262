import type { Logger } from '#process/logger';
import { retryUntilDone } from '#process/retry-until-done';
import type { RunningRole } from './role.ts';

interface RoleStart {
  /** Starts each role of this process. */
  readonly starters: readonly (() => RunningRole)[];
  /** Rejects while the store is away or not migrated. */
  readonly checkStore: () => Promise<void>;
  readonly logger: Logger;
}

/** All roles of a process, as one. */
export interface StartedRoles extends RunningRole {
  /** Resolves when they run: true; or when the process was told to leave before: false. */
  readonly started: Promise<boolean>;
}

/** Start the roles of a process as soon as its store can be used; none, once it was told to leave. */
export function startRoles({ starters, checkStore, logger }: RoleStart): StartedRoles {
  const leaving = new AbortController();
  const running: RunningRole[] = [];
  const patience = { logger, signal: leaving.signal, longestMs: 5_000 };

  async function start(): Promise<boolean> {
    const check = retryUntilDone('The database cannot be used yet', checkStore, patience);
    const isUsable = await check.then(
      () => true,
      () => false,
    );
    // The answer may come after the roles were closed; one that starts now would never be.
    if (!isUsable || leaving.signal.aborted) return false;
    for (const startRole of starters) running.push(startRole());
    return true;
  }

  return {
    started: start(),
    ready: () => running.length > 0 && running.every((role) => role.ready()),
    async close() {
      leaving.abort();
      await Promise.all(running.map((role) => role.close()));
    },
  };
}
