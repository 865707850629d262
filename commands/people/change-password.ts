import { Problem } from '#domain/contracts/problem';
import { auditLog } from '#store/audit/audit-log';
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
  /** From where, and by which request: for the audit log. */
  readonly address: string | null;
  readonly requestId: string;
}

/** How often it is begun anew because the account changed meanwhile: each time costs hashes. */
const mostAttempts = 3;

/**
 * Change one's own password. Ends all other sessions of that person, and takes their one-time links their worth: whoever
 * else knew the old password is out.
 *
 * @throws {Problem} `wrong_credentials` if `current` is not the password, or they may not sign in any more; `invalid_request`
 * if `next` breaks a rule; `not_possible` if the account changes again and again; `too_many_requests`
 */
export async function changePassword(context: PeopleContext, input: ChangePasswordInput): Promise<void> {
  for (let attempt = 1; attempt <= mostAttempts; attempt += 1) if (await attemptChange(context, input)) return;
  throw new Problem('not_possible', { detail: 'The account was changed meanwhile. Try again.' });
}

/** @returns false: it is another password by now, another hash of the same one, or no longer allowed in */
async function attemptChange(context: PeopleContext, input: ChangePasswordInput): Promise<boolean> {
  const { pool, passwords } = context;
  const { staffId, sessionId, current, next, address, requestId } = input;
  const account = await accounts.find(pool, staffId);
  const known = account?.passwordHash ?? null;
  // Who may not sign in costs the same time as a wrong password.
  if (!(await passwords.matches(current, known)) || !account?.isActive) throw new Problem('wrong_credentials');
  await requireFairPassword(passwords, { password: next, account, pointer: '/new' });
  const hash = await passwords.hash(next);

  return inTransaction(pool, async (client) => {
    if (!(await accounts.hold(client, staffId, known))) return false;
    await accounts.setPassword(client, staffId, hash);
    await sessions.endAllOf(client, staffId, sessionId);
    await oneTimeLinks.voidAllOf(client, staffId);
    const subject = { kind: 'person', id: staffId, name: account.name } as const;
    await auditLog.append(client, { staffId, address, requestId }, { act: 'person.password_set', subject });
    return true;
  });
}
