import { createHash, randomUUID } from 'node:crypto';
import { Problem } from '#domain/contracts/problem';
import { within } from '#process/within';
import { limitTable, type LimitName } from './limit-table.ts';
import { windowsInMemory } from './windows-in-memory.ts';
import type { Windows } from './windows.ts';

/** Keeps the limits of `limitTable`. */
export interface Limiter {
  /** How many tries a limit lets through. */
  mostOf(limit: LimitName): number;
  /**
   * Count a try of somebody: an account, an address.
   *
   * @throws {Problem} `too_many_requests`, with the seconds until there is room again
   */
  take(limit: LimitName, who: string): Promise<TakenTry>;
  /** Make as if somebody had never tried. */
  forget(limit: LimitName, who: string): Promise<void>;
}

/** A try that was counted. */
export interface TakenTry {
  /** How many more there may be now. */
  readonly left: number;
  /** After how many seconds there may be one more. */
  readonly freesInSeconds: number;
  /** Make as if it had not been. */
  giveBack(): Promise<void>;
}

/** Where tries are counted. */
export interface LimiterParts {
  /** For all processes together. */
  readonly shared?: Windows;
  /** Whether that is known to be away, so that nobody waits for it. */
  readonly isAway?: () => boolean;
  /** In this process, while the shared ones give no answer. */
  readonly own?: Windows;
  /** What differs from the table here. */
  readonly most?: Partial<Readonly<Record<LimitName, number>>>;
}

/** No request waits longer than this to be counted. */
const patienceMs = 250;
/** Who gave no answer in time is left alone for so long. */
const restMs = 5_000;

/**
 * Keep limits over windows that all processes share, or over those of this process while the shared ones are away: a limit is
 * kept less exactly then, and nobody is refused because of it.
 */
export function createLimiter({ shared, isAway, own = windowsInMemory(), most = {} }: LimiterParts = {}): Limiter {
  const mostOf = (limit: LimitName) => most[limit] ?? limitTable[limit].most;
  let restUntil = 0;
  const ask = async <T>(question: (windows: Windows) => Promise<T>): Promise<T> => {
    if (shared === undefined || isAway?.() === true || Date.now() < restUntil) return question(own);
    try {
      return await within(patienceMs, 'Redis', question(shared));
    } catch {
      // It says itself, in the log, that it is away.
      restUntil = Date.now() + restMs;
      return question(own);
    }
  };
  return {
    mostOf,
    async take(limit, who) {
      const { windowSeconds } = limitTable[limit];
      const [key, id] = [keyOf(limit, who), randomUUID()];
      const { waitMs, left, freesMs } = await ask((windows) =>
        windows.take({ key, id, most: mostOf(limit), windowMs: windowSeconds * 1_000 }),
      );
      if (waitMs > 0) throw new Problem('too_many_requests', { retryAfterSeconds: secondsOf(waitMs) });
      return {
        left,
        freesInSeconds: secondsOf(freesMs),
        giveBack: () => ask((windows) => windows.giveBack(key, id)),
      };
    },
    forget: (limit, who) => ask((windows) => windows.forget(keyOf(limit, who))),
  };
}

const secondsOf = (ms: number) => Math.ceil(ms / 1_000);

/** Redis has no business with people's addresses. */
function keyOf(limit: LimitName, who: string): string {
  return `nixflow:limit:${limit}:${createHash('sha256').update(who).digest('base64url').slice(0, 22)}`;
}
