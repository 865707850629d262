import { addressGroup } from '#process/address-group';
import { isWrongGuess } from './is-wrong-guess.ts';
import type { Limiter } from './limiter.ts';

/** Who tries a password, and from where. */
export interface SignInTry {
  /** The account's address, as it was typed, in lower case. */
  readonly email: string;
  readonly address: string | undefined;
}

/** Let somebody try a password, if they may still try one. */
export type LimitedSignIn = <T>(who: SignInTry, signIn: () => Promise<T>) => Promise<T>;

/**
 * Limit tries of passwords: five that fail per account, and five per address, in 15 minutes. Whoever has used them up is
 * refused, also with the right password, and whether or not there is such an account.
 *
 * A try is counted before it is made, so that many at once are no way around. One that succeeds is not counted, and clears
 * the account; one that fails for another reason than the password is not counted either.
 */
export function limitSignIns(limiter: Limiter): LimitedSignIn {
  return async ({ email, address }, signIn) => {
    // The address first: one that is refused does not even touch the account it asks for.
    const ofAddress = await limiter.take('failedSignInsFromAddress', addressGroup(address));
    const ofAccount = await limiter.take('failedSignInsOfAccount', email).catch(async (refused: unknown) => {
      await ofAddress.giveBack();
      throw refused;
    });
    try {
      const result = await signIn();
      await Promise.all([ofAddress.giveBack(), limiter.forget('failedSignInsOfAccount', email)]);
      return result;
    } catch (error) {
      if (!isWrongGuess(error)) await Promise.all([ofAddress.giveBack(), ofAccount.giveBack()]);
      throw error;
    }
  };
}
