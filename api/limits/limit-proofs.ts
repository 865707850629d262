import { isWrongGuess } from './is-wrong-guess.ts';
import type { Limiter } from './limiter.ts';

/** Let somebody who is signed in prove that they are who they are, if they may still try. */
export type LimitedProof = <T>(staffId: string, prove: () => Promise<T>) => Promise<T>;

/**
 * Limit proofs of people who are signed in, by a password or a code: five that fail in 15 minutes. Apart from signing in, for
 * strangers use that up who only know an address, and keep nobody from changing a password.
 */
export function limitProofs(limiter: Limiter): LimitedProof {
  return async (staffId, prove) => {
    const taken = await limiter.take('failedProofsOfPerson', staffId);
    try {
      const result = await prove();
      await limiter.forget('failedProofsOfPerson', staffId);
      return result;
    } catch (error) {
      if (!isWrongGuess(error)) await taken.giveBack();
      throw error;
    }
  };
}
