import { Problem } from '#domain/contracts/problem';
import { hashOfToken } from '#process/secret-token';
import { accounts } from '#store/people/accounts';
import { oneTimeLinks } from '#store/people/one-time-links';
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
}

/**
 * Use a one-time link: its person gets this password and is signed in here, and nowhere else any more.
 *
 * A password that breaks a rule leaves the link good. Of several who use it at once, one succeeds.
 *
 * @throws {Problem} `not_found` if the link is not (or no longer) good; `invalid_request`; `too_many_requests`
 */
export async function choosePassword(context: PeopleContext, input: ChoosePasswordInput): Promise<OpenedSession> {
  const { pool, passwords } = context;
  const { token, password, browser } = input;
  const tokenHash = hashOfToken(token);
  const link = tokenHash && (await oneTimeLinks.findGood(pool, tokenHash));
  if (!link) throw notGood();
  await requireFairPassword(passwords, { password, account: link, pointer: '/password' });
  const hash = await passwords.hash(password);

  const opened = await inTransaction(pool, async (client) => {
    if (!(await accounts.hold(client, link.staffId, link.passwordHash))) return 'changed';
    if (!(await oneTimeLinks.use(client, tokenHash))) throw notGood();
    await accounts.setPassword(client, link.staffId, hash);
    await sessions.endAllOf(client, link.staffId, null);
    await oneTimeLinks.voidAllOf(client, link.staffId);
    return openSession(client, link.staffId, browser);
  });
  // Somebody else chose a password meanwhile, or may no longer sign in: the link is judged as it is now.
  return opened === 'changed' ? choosePassword(context, input) : opened;
}

const notGood = () => new Problem('not_found', { detail: 'This link was used, has expired, or never was.' });
