import { Problem } from '#domain/contracts/problem';
import { judgePassword } from '#domain/people/judge-password';
import type { SecretBox } from '#process/secret-box';
import { hashOfToken } from '#process/secret-token';
import { accounts } from '#store/people/accounts';
import { secondFactors } from '#store/people/second-factors';
import { sessions, type Browser } from '#store/people/sessions';
import { inTransaction } from '#store/transaction';
import { openSession, type OpenedSession } from './open-session.ts';
import type { PeopleContext } from './people-context.ts';
import { proveSecondFactor } from './second-factor/prove.ts';

/** What signing in needs besides. */
export interface SignInContext extends PeopleContext {
  /** In production a password that everybody knows opens nothing, whatever account still has it. */
  readonly production: boolean;
  /** Opens the secrets of authenticator apps. */
  readonly box: SecretBox;
}

/** Who wants to sign in, and where. */
export interface SignInInput {
  /** In lower case. */
  readonly email: string;
  readonly password: string;
  /** Of an authenticator app, or a recovery code; where it is needed. */
  readonly code?: string | undefined;
  readonly browser: Browser;
  /** What the browser was signed in by until now: that session ends. */
  readonly replaces: string | undefined;
}

/**
 * Sign somebody in by address and password.
 *
 * Says the same in the same time whether there is no such account, it may not sign in, or the password is another: a hash is
 * computed in any case. A hash that was made otherwise than today's is made anew.
 *
 * @throws {Problem} `wrong_credentials`, `second_factor_required`, `wrong_second_factor`, `too_many_requests`
 */
export async function signIn(context: SignInContext, input: SignInInput): Promise<OpenedSession> {
  const { pool, passwords } = context;
  const { email, password, code, browser, replaces } = input;
  const account = await accounts.findByEmail(pool, email);
  const known = account?.isActive === true && !opensNothing(context, input) ? account.passwordHash : null;
  const isRight = await passwords.matches(password, known);
  if (!account || known === null || !isRight) throw new Problem('wrong_credentials');
  const hash = passwords.isOutdated(known) ? await passwords.hash(password) : known;

  const opened = await inTransaction(pool, async (client) => {
    if (!(await accounts.hold(client, account.id, known))) return 'changed';
    if (await secondFactors.isOn(client, account.id)) {
      if (code === undefined) throw new Problem('second_factor_required');
      await proveSecondFactor(client, context.box, { staffId: account.id, code });
    }
    if (hash !== known) await accounts.renewHash(client, account.id, hash);
    const before = hashOfToken(replaces ?? '');
    if (before) await sessions.endOfToken(client, before);
    return openSession(client, account.id, browser);
  });
  // Another password, another hash of the same one, or no longer allowed in: judged as it is now.
  return opened === 'changed' ? signIn(context, input) : opened;
}

const opensNothing = ({ production }: SignInContext, { password, email }: SignInInput) =>
  production && judgePassword(password, email) === 'password_well_known';
