import { Problem } from '#domain/contracts/problem';
import { hash, verify } from '@node-rs/argon2';
import { takeTurns } from './take-turns.ts';

/** OWASP's first choice for Argon2id: 19 MiB, two passes, one lane. What is changed here reaches an account at its next sign-in. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const madeToday = `$argon2id$v=19$m=${String(cost.memoryCost)},t=${String(cost.timeCost)},p=${String(cost.parallelism)}$`;
/** Costs what a real one of today costs, and no password has it. */
const ofNobody = `${madeToday}${'A'.repeat(22)}$${'A'.repeat(43)}`;

/**
 * The hashes run on the thread pool of Node, which has four threads for files, names and zlib as well; each takes 19 MiB and
 * some 30 ms of a core.
 */
const atOnce = 2;
/** Some seconds' worth: who comes after them would have given up before their turn. */
const waiting = 100;
const retryAfterSeconds = 5;

/** Hashes passwords, and compares them with hashes. */
export interface PasswordHashing {
  /** @throws {Problem} `too_many_requests` when more are waiting than can be served in time, here and below */
  hash(password: string): Promise<string>;
  /** Whether this is the password of that hash. Without a hash the answer is no, and takes as long. */
  matches(password: string, hash: string | null): Promise<boolean>;
  /** Whether a hash was made otherwise than it would be today. */
  isOutdated(hash: string): boolean;
}

/** What does the work: Argon2, on other threads. */
export interface Argon2 {
  readonly hash: (password: string, options: typeof cost) => Promise<string>;
  readonly verify: (hash: string, password: string) => Promise<boolean>;
}

/** Argon2id as OWASP recommends it, a few at a time, so that a storm of sign-ins does not starve the process. */
export function createPasswordHashing(argon2: Argon2 = { hash, verify }): PasswordHashing {
  const refuse = () => new Problem('too_many_requests', { retryAfterSeconds });
  const inTurn = takeTurns({ atOnce, waiting, refuse });
  return {
    hash: (password) => inTurn(() => argon2.hash(spelledAlike(password), cost)),
    async matches(password, stored) {
      const isThat = await inTurn(() => argon2.verify(stored ?? ofNobody, spelledAlike(password)));
      return isThat && stored !== null;
    },
    isOutdated: (stored) => !stored.startsWith(madeToday),
  };
}

/** Keyboards differ in how they write the same characters (NIST SP 800-63B, section 3.1.1.2). */
const spelledAlike = (password: string) => password.normalize('NFKC');
