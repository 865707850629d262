import { knownAdmin } from './known-admin.ts';
import { FEWEST_CHARACTERS } from './password-length.ts';

/** Longer than any phrase, short enough that nobody makes us hash a book. */
const most = 256;

/** In lower case. */
const wellKnown: ReadonlySet<string> = new Set([knownAdmin.password]);

/** Why a password is refused; the `code` of a field's error. */
export type PasswordFault =
  'password_well_known' | 'password_too_short' | 'password_too_long' | 'password_is_address' | 'password_is_old';

/** What is expected instead, for people. */
export const passwordFaults: Readonly<Record<PasswordFault, string>> = {
  password_well_known: 'is known to everybody',
  password_too_short: `needs at least ${String(FEWEST_CHARACTERS)} characters`,
  password_too_long: `may have at most ${String(most)} characters`,
  password_is_address: 'must not be the e-mail address, or what stands before its @',
  password_is_old: 'must not be the one until now',
};

/**
 * What is wrong with a password that somebody chose for the account of this address; undefined if nothing is.
 *
 * Length and what is easily guessed, no rules about kinds of characters (NIST SP 800-63B, section 3.1.1.2). Whether it is the
 * old one shows only beside that one's hash: `password_is_old` is found elsewhere.
 */
export function judgePassword(password: string, email: string): PasswordFault | undefined {
  const length = Array.from(password).length;
  const plain = password.trim().toLowerCase();
  if (wellKnown.has(plain)) return 'password_well_known';
  if (length < FEWEST_CHARACTERS) return 'password_too_short';
  if (length > most) return 'password_too_long';
  const address = email.toLowerCase();
  return plain === address || plain === address.split('@', 1)[0] ? 'password_is_address' : undefined;
}
