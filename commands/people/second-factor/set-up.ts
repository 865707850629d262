import { mailPerson, type MailWork } from '#commands/mail/mail-person';
import { Problem } from '#domain/contracts/problem';
import { hashOfRecoveryCode, newRecoveryCodes } from '#process/recovery-code';
import { newTotpSecret, showTotp } from '#process/totp';
import { auditLog } from '#store/audit/audit-log';
import { insertOutbox } from '#store/outbox/insert-outbox';
import type { NewOutboxRow } from '#store/outbox/outbox-row';
import { accounts } from '#store/people/accounts';
import { secondFactors } from '#store/people/second-factors';
import { sessions } from '#store/people/sessions';
import { staffMembers } from '#store/people/staff-members';
import { inTransaction } from '#store/transaction';
import type { PoolClient } from 'pg';
import { nameOfSecret, proveSecondFactor } from './prove.ts';
import type { SecondFactorContext } from './second-factor-context.ts';
import { wordsOfChange } from './words-of-change.ts';

/** What an app takes in; told this once. */
export interface BegunFactor {
  readonly base32: string;
  readonly url: string;
}

/**
 * Begin to set up an authenticator app: it counts once a code of it is shown. Whoever has a password shows it: else a browser that
 * somebody left open would lock its owner out.
 *
 * @throws {Problem} `wrong_credentials`; `not_possible` (there is one already); `too_many_requests`
 */
export async function beginSecondFactor(
  { pool, box, passwords, staffId, email }: SecondFactorContext,
  password: string | undefined,
): Promise<BegunFactor> {
  const { passwordHash: known = null } = (await accounts.find(pool, staffId)) ?? {};
  if (known !== null && !(await passwords.matches(password ?? '', known))) throw new Problem('wrong_credentials');
  const secret = newTotpSecret();
  const isBegun = await secondFactors.begin(pool, staffId, box.seal(secret, nameOfSecret(staffId)));
  if (!isBegun) throw new Problem('not_possible', { detail: 'There is an app already: remove it first.' });
  return showTotp(secret, email);
}

/**
 * Show a code of the app that was begun with. From now on signing in takes one. All other sessions end, and the recovery
 * codes are told, this once.
 *
 * @throws {Problem} `wrong_second_factor`, `not_possible` (it counts already)
 */
export async function confirmSecondFactor(context: SecondFactorContext, code: string): Promise<readonly string[]> {
  const { box, staffId, sessionId } = context;
  return inMailingTransaction(context, async (work) => {
    const { client } = work;
    // Signing in holds it, too: whoever does at this moment with a password alone is among those whose sessions end.
    await staffMembers.lock(client, staffId);
    const factor = await secondFactors.lock(client, staffId);
    if (factor?.isConfirmed === true) throw new Problem('not_possible', { detail: 'The app counts already.' });
    await proveSecondFactor(client, box, { staffId, code });
    const codes = await renewCodes(client, staffId);
    await sessions.endAllOf(client, staffId, sessionId);
    await tell(client, context, 'second_factor.set_up');
    await mailOwner(work, context, 'second_factor.set_up');
    return codes;
  });
}

/** New recovery codes instead of those there were, for a code. @throws {Problem} `wrong_second_factor` */
export async function renewRecoveryCodes(context: SecondFactorContext, code: string): Promise<readonly string[]> {
  const { pool, box, staffId } = context;
  return inTransaction(pool, async (client) => {
    await requireConfirmed(client, staffId);
    await proveSecondFactor(client, box, { staffId, code });
    await tell(client, context, 'second_factor.codes_renewed');
    return renewCodes(client, staffId);
  });
}

/** Be asked for no code any more, for a code. @throws {Problem} `wrong_second_factor` */
export async function removeSecondFactor(context: SecondFactorContext, code: string): Promise<undefined> {
  const { box, staffId } = context;
  await inMailingTransaction(context, async (work) => {
    const { client } = work;
    await requireConfirmed(client, staffId);
    await proveSecondFactor(client, box, { staffId, code });
    await secondFactors.remove(client, staffId);
    await tell(client, context, 'second_factor.removed');
    await mailOwner(work, context, 'second_factor.removed');
  });
  return undefined;
}

async function inMailingTransaction<Result>(
  { pool, deliverSoon }: SecondFactorContext,
  run: (work: MailWork) => Promise<Result>,
): Promise<Result> {
  const { result, outbox } = await inTransaction(pool, async (client) => {
    const told: NewOutboxRow[] = [];
    const answered = await run({ client, tell: (row) => void told.push(row) });
    return { result: answered, outbox: await insertOutbox(client, told) };
  });
  deliverSoon(outbox);
  return result;
}

/** Where no mail goes out nobody is told, and the app is set up all the same. */
const mailOwner = (work: MailWork, { name, email, address }: SecondFactorContext, change: keyof typeof wordsOfChange) =>
  mailPerson(work, { kind: 'notice', to: email, ...wordsOfChange[change]({ name, address }) });

async function requireConfirmed(client: PoolClient, staffId: string): Promise<void> {
  const factor = await secondFactors.lock(client, staffId);
  if (factor?.isConfirmed !== true) throw new Problem('not_possible', { detail: 'There is no app.' });
}

async function renewCodes(client: PoolClient, staffId: string): Promise<readonly string[]> {
  const codes = newRecoveryCodes();
  await secondFactors.replaceCodes(
    client,
    staffId,
    codes.flatMap((code) => hashOfRecoveryCode(code) ?? []),
  );
  return codes;
}

const tell = (
  client: PoolClient,
  { staffId, name, address, requestId }: SecondFactorContext,
  act: 'second_factor.set_up' | 'second_factor.codes_renewed' | 'second_factor.removed',
) =>
  auditLog.append(
    client,
    { staffId, address, requestId },
    { act, subject: { kind: 'second_factor', id: staffId, name } },
  );
