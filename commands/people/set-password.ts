import { auditLog } from '#store/audit/audit-log';
import { accounts } from '#store/people/accounts';
import { apiTokens } from '#store/people/api-tokens';
import { oneTimeLinks } from '#store/people/one-time-links';
import { secondFactors } from '#store/people/second-factors';
import { sessions } from '#store/people/sessions';
import { inTransaction } from '#store/transaction';
import { byOperator } from '../audit/by-operator.ts';
import type { PeopleContext } from './people-context.ts';
import { requireFairPassword } from './require-fair-password.ts';

/** Whose password an operator sets. */
export interface SetPasswordInput {
  /** In lower case. */
  readonly email: string;
  readonly password: string;
}

/**
 * Give somebody a password, as an operator may who has the database anyway. All their sessions and API tokens end, and they are asked for
 * no code any more: nobody else lets in who lost their authenticator app with its recovery codes.
 *
 * @returns `unknown` if nobody active has that address
 * @throws {Problem} `invalid_request` if the password breaks a rule
 */
export async function setPassword(
  { pool, passwords }: PeopleContext,
  { email, password }: SetPasswordInput,
): Promise<'set' | 'unknown'> {
  const account = await accounts.findByEmail(pool, email);
  if (!account?.isActive) return 'unknown';
  await requireFairPassword(passwords, { password, account: { ...account, passwordHash: null }, pointer: '' });
  const hash = await passwords.hash(password);
  await inTransaction(pool, async (client) => {
    await accounts.setPassword(client, account.id, hash);
    await secondFactors.remove(client, account.id);
    await sessions.endAllOf(client, account.id, null);
    await oneTimeLinks.voidAllOf(client, account.id);
    await apiTokens.endAllOf(client, account.id);
    const subject = { kind: 'person', id: account.id, name: account.name } as const;
    await auditLog.append(client, byOperator, { act: 'person.password_set', subject });
  });
  return 'set';
}
