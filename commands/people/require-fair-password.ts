import { Problem } from '#domain/contracts/problem';
import { judgePassword, passwordFaults, type PasswordFault } from '#domain/people/judge-password';
import type { PasswordHashing } from '#process/hash-passwords';
import type { Account } from '#store/people/accounts';

interface Choice {
  readonly password: string;
  readonly account: Pick<Account, 'email' | 'passwordHash'>;
  /** Where in the body of the request it was. */
  readonly pointer: string;
}

/**
 * Let a password pass that somebody chose for an account.
 *
 * @throws {Problem} `invalid_request` with the code of the fault, such as `password_too_short`
 */
export async function requireFairPassword(
  passwords: PasswordHashing,
  { password, account, pointer }: Choice,
): Promise<void> {
  const fault = judgePassword(password, account.email);
  if (fault) throw unfair(fault, pointer);
  if (account.passwordHash === null) return;
  if (await passwords.matches(password, account.passwordHash)) throw unfair('password_is_old', pointer);
}

function unfair(code: PasswordFault, pointer: string): Problem {
  return new Problem('invalid_request', { errors: [{ in: 'body', pointer, code, message: passwordFaults[code] }] });
}
