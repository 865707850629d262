import { Problem } from '#domain/contracts/problem';
import { accounts } from '#store/people/accounts';
import { oneTimeLinks } from '#store/people/one-time-links';
import { sessions } from '#store/people/sessions';
import { inTransaction } from '#store/transaction';
import type { PeopleContext } from './people-context.ts';
import { requireFairPassword } from './require-fair-password.ts';

/** Whose password becomes which. */
export interface ChangePasswordInput {
  readonly staffId: string;
  /** The session that asks: the one that stays. */
  readonly sessionId: string;
  readonly current: string;
  readonly next: string;
}

/**
 * Change one's own password. Ends all other sessions of that person, and takes their one-time links their worth: whoever
 * else knew the old password is out.
 *
 * @throws {Problem} `wrong_credentials` if `current` is not the password; `invalid_request` if `next` breaks a rule;
 * `too_many_requests`
 */
export async function changePassword(context: PeopleContext, input: ChangePasswordInput): Promise<void> {
  const { pool, passwords } = context;
  const { staffId, sessionId, current, next } = input;
  const account = await accounts.find(pool, staffId);
  const known = account?.passwordHash ?? null;
  if (!account || !(await passwords.matches(current, known))) throw new Problem('wrong_credentials');
  await requireFairPassword(passwords, { password: next, account, pointer: '/new' });
  const hash = await passwords.hash(next);

  const isDone = await inTransaction(pool, async (client) => {
    if (!(await accounts.hold(client, staffId, known))) return false;
    await accounts.setPassword(client, staffId, hash);
    await sessions.endAllOf(client, staffId, sessionId);
    await oneTimeLinks.voidAllOf(client, staffId);
    return true;
  });
  // Another password or another hash of the same one: judged as it is now.
  if (!isDone) await changePassword(context, input);
}
