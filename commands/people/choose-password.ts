import { Problem } from '#domain/contracts/problem';
import { hashOfToken } from '#process/secret-token';
import { auditLog } from '#store/audit/audit-log';
import { accounts } from '#store/people/accounts';
import { apiTokens } from '#store/people/api-tokens';
import { oneTimeLinks } from '#store/people/one-time-links';
import { secondFactors } from '#store/people/second-factors';
import { sessions, type Browser } from '#store/people/sessions';
import { inTransaction } from '#store/transaction';
import { openSession, type OpenedSession } from './open-session.ts';
import type { PeopleContext } from './people-context.ts';
import { requireFairPassword } from './require-fair-password.ts';

/** Who has a one-time link, and which password they choose. */
export interface ChoosePasswordInput {
  readonly token: string;
  readonly password: string;
  readonly browser: Browser;
  readonly requestId: string;
}

/** Whose password was chosen, and the session that was opened for them. */
export interface ChosenPassword {
  readonly staffId: string;
  /** Null: they have an authenticator app, and sign in with password and code. */
  readonly opened: OpenedSession | null;
}

/**
 * Use a one-time link: its person gets this password and is signed in here, and nowhere else any more;
 * their API tokens end. Whoever has an
 * authenticator app is signed in nowhere: a link in a mailbox is no way around its code.
 *
 * A password that breaks a rule leaves the link good. Of several who use it at once, one succeeds.
 *
 * @throws {Problem} `not_found` if the link is not (or no longer) good; `invalid_request`; `too_many_requests`
 */
export async function choosePassword(context: PeopleContext, input: ChoosePasswordInput): Promise<ChosenPassword> {
  const { pool, passwords } = context;
  const { token, password, browser, requestId } = input;
  const tokenHash = hashOfToken(token);
  const link = tokenHash && (await oneTimeLinks.findGood(pool, tokenHash));
  if (!link) throw notGood();
  await requireFairPassword(passwords, { password, account: link, pointer: '/password' });
  const hash = await passwords.hash(password);

  const { staffId, name } = link;
  const chosen = await inTransaction(pool, async (client) => {
    if (!(await accounts.hold(client, staffId, link.passwordHash))) return 'changed';
    if (!(await oneTimeLinks.use(client, tokenHash))) throw notGood();
    await accounts.setPassword(client, staffId, hash);
    await sessions.endAllOf(client, staffId, null);
    await oneTimeLinks.voidAllOf(client, staffId);
    // Whoever had the account before may have made some.
    await apiTokens.endAllOf(client, staffId);
    const subject = { kind: 'person', id: staffId, name } as const;
    await auditLog.append(
      client,
      { staffId, address: browser.address, requestId },
      { act: 'person.password_set', subject },
    );
    const needsCode = await secondFactors.isOn(client, staffId);
    return { staffId, opened: needsCode ? null : await openSession(client, staffId, browser) };
  });
  // Somebody else chose a password meanwhile, or may no longer sign in: the link is judged as it is now.
  return chosen === 'changed' ? choosePassword(context, input) : chosen;
}

const notGood = () => new Problem('not_found', { detail: 'This link was used, has expired, or never was.' });
