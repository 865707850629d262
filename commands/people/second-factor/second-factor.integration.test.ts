import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { createPasswordHashing } from '#process/hash-passwords';
import { createSecretBox } from '#process/secret-box';
import { sessions } from '#store/people/sessions';
import { staffMembers } from '#store/people/staff-members';
import type { OutboxRow } from '#store/outbox/outbox-row';
import { inTransaction } from '#store/transaction';
import { insertAccount } from '#testkit/factories/account';
import { openTestDesk, type TestDesk } from '#testkit/test-desk';
import { Secret, TOTP } from 'otpauth';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { choosePassword } from '../choose-password.ts';
import { makeOneTimeLink } from '../make-one-time-link.ts';
import { setPassword } from '../set-password.ts';
import { signIn } from '../sign-in.ts';
import { beginSecondFactor, confirmSecondFactor, removeSecondFactor, renewRecoveryCodes } from './set-up.ts';

const password = 'correct horse battery';
const passwords = createPasswordHashing();
const passphrase = 'a passphrase of tests, of at least 32 characters';
const box = createSecretBox(passphrase);
const browser = { userAgent: null, address: null };
/** Ids of the mails that were to go out. */
const delivered: string[] = [];
const deliverSoon = (rows: readonly OutboxRow[]) => {
  for (const row of rows) if (row.destination === 'delivery') delivered.push(row.payload.deliveryId);
};
let desk: TestDesk;
let ada: { readonly id: string; readonly email: string };

beforeAll(async () => {
  desk = await openTestDesk();
});
beforeEach(async () => {
  delivered.length = 0;
  ada = await insertAccount(desk.pool, { password });
});

const context = () => ({
  ...{ pool: desk.pool, box, staffId: ada.id, name: 'Ada', email: ada.email },
  ...{ sessionId: randomUUID(), address: '192.0.2.7', requestId: 'r', passwords, deliverSoon },
});
const come = (code?: string, typed = password, by = box) =>
  signIn(
    { pool: desk.pool, passwords, production: false, box: by },
    { email: ada.email, password: typed, code, browser, replaces: undefined },
  ).then(
    () => 'in',
    (error: unknown) => (error as { code?: string }).code,
  );
/** Codes of the app, of now and of the periods after. */
async function codesOf(base32: string) {
  const { rows } = await desk.pool.query<{ now: number }>(
    'SELECT (extract(epoch FROM nixflow_now()) * 1000)::float8 AS now',
  );
  const totp = new TOTP({ secret: Secret.fromBase32(base32) });
  return (periods: number) => totp.generate({ timestamp: (rows[0]?.now ?? 0) + periods * 30_000 });
}
async function setUp() {
  const { base32 } = await beginSecondFactor(context(), password);
  const codeOf = await codesOf(base32);
  const codes = await confirmSecondFactor(context(), codeOf(0));
  return { codeOf, codes };
}

test('an app that was begun with and never confirmed is asked for by nobody', async () => {
  await beginSecondFactor(context(), password);
  expect(await come()).toBe('in');
});

test('is begun with for the password alone, or a browser that was left open would lock its owner out', async () => {
  for (const typed of [undefined, '', 'another password']) {
    await expect(beginSecondFactor(context(), typed)).rejects.toMatchObject({ code: 'wrong_credentials' });
  }
  expect((await desk.pool.query('SELECT FROM second_factor WHERE staff_id = $1', [ada.id])).rowCount).toBe(0);
  // Whoever comes by a provider has none.
  await desk.pool.query('UPDATE staff SET password_hash = NULL WHERE id = $1', [ada.id]);
  await beginSecondFactor(context(), undefined);
});

test('its owner is told by mail that it was set up, and that it was removed', async () => {
  await desk.pool.query(`INSERT INTO mail_address (address, name) VALUES ('desk@nixflow.test', 'Desk')`);
  const mails = async () => {
    const { rows } = await desk.pool.query<{ id: string; subject: string; text: string }>(
      'SELECT id, subject, text FROM outgoing_mail WHERE $1 = ANY(to_addresses) ORDER BY created_at',
      [ada.email],
    );
    return rows;
  };
  const { codeOf } = await setUp();
  await expect(removeSecondFactor(context(), '000000')).rejects.toThrow();
  expect(await mails()).toMatchObject([{ subject: 'Sign-in codes are on for your account in NixFlow' }]);
  await removeSecondFactor(context(), codeOf(1));
  const [, removed] = await mails();
  expect(removed).toMatchObject({ subject: 'Sign-in codes are off for your account in NixFlow' });
  expect(removed?.text).toContain('192.0.2.7');
  expect(delivered).toEqual((await mails()).map(({ id }) => id));
});

test('once confirmed a code is needed, each is good once, and the other sessions are over', async () => {
  await come();
  const { codeOf } = await setUp();
  expect(await sessions.listOf(desk.pool, ada.id)).toEqual([]);
  expect(await come()).toBe('second_factor_required');
  expect(await come('000000')).toBe('wrong_second_factor');
  // It confirmed the app.
  expect(await come(codeOf(0))).toBe('wrong_second_factor');
  expect(await Promise.all([come(codeOf(1)), come(codeOf(1))])).toEqual(
    expect.arrayContaining(['in', 'wrong_second_factor']),
  );
  expect(await come(codeOf(0))).toBe('wrong_second_factor');
});

test('who is being signed in while the app is confirmed is signed out again', async () => {
  const { base32 } = await beginSecondFactor(context(), password);
  const codeOf = await codesOf(base32);
  const { confirming } = await inTransaction(desk.pool, async (client) => {
    // As signing in does.
    await staffMembers.lock(client, ada.id);
    const begun = { confirming: confirmSecondFactor(context(), codeOf(0)) };
    await wait(300);
    await sessions.start(client, { ...browser, staffId: ada.id, tokenHash: randomBytes(32) });
    return begun;
  });
  await confirming;
  expect(await sessions.listOf(desk.pool, ada.id)).toEqual([]);
});

test('a link in a mailbox chooses a password, and is no way around the code', async () => {
  const { codeOf } = await setUp();
  const chosen = 'another horse battery';
  const { token } = await inTransaction(desk.pool, (client) => makeOneTimeLink(client, ada.id, 'reset_password'));
  const used = await choosePassword(
    { pool: desk.pool, passwords },
    { token, password: chosen, browser, requestId: 'r' },
  );
  expect(used).toEqual({ staffId: ada.id, opened: null });
  expect(await sessions.listOf(desk.pool, ada.id)).toEqual([]);
  expect(await come(undefined, chosen)).toBe('second_factor_required');
  expect(await come(codeOf(1), chosen)).toBe('in');
});

test('a recovery code lets in once, however it is typed; new ones take the place of all', async () => {
  const { codes, codeOf } = await setUp();
  expect(codes).toHaveLength(10);
  const [first = '', second = ''] = codes;
  expect(await come(` ${first.toUpperCase().replaceAll('-', ' ')}`)).toBe('in');
  expect(await come(first)).toBe('wrong_second_factor');
  const renewed = await renewRecoveryCodes(context(), codeOf(1));
  expect(await come(second)).toBe('wrong_second_factor');
  expect(await come(renewed[0])).toBe('in');
});

test('it is removed for a code alone, and a new one is begun with only then', async () => {
  const { codeOf } = await setUp();
  await expect(beginSecondFactor(context(), password)).rejects.toMatchObject({ code: 'not_possible' });
  await expect(removeSecondFactor(context(), '123456')).rejects.toMatchObject({ code: 'wrong_second_factor' });
  await removeSecondFactor(context(), codeOf(1));
  expect(await come()).toBe('in');
  await expect(removeSecondFactor(context(), codeOf(1))).rejects.toMatchObject({ code: 'not_possible' });
});

test('another key seals the secret with the next code; without any of its keys a recovery code lets in', async () => {
  const { codeOf, codes } = await setUp();
  const today = 'another passphrase of tests, of at least 32 characters';
  expect(await come(codeOf(1), password, createSecretBox(today, passphrase))).toBe('in');
  expect(await come(codeOf(1), password, createSecretBox(today))).toBe('wrong_second_factor');
  expect(await come(codes[0], password, box)).toBe('in');
  const none = createSecretBox('a third passphrase of tests, of at least 32 characters');
  expect(await come(codeOf(2), password, none)).toBe('secret_unreadable');
  expect(await come(codes[1], password, none)).toBe('in');
});

test('an operator who sets a password lets in who lost app and codes', async () => {
  await setUp();
  const chosen = 'set by an operator';
  expect(await setPassword({ pool: desk.pool, passwords }, { email: ada.email, password: chosen })).toBe('set');
  expect(await come(undefined, chosen)).toBe('in');
});

test('neither secrets nor codes are in the database in clear', async () => {
  const { base32 } = await beginSecondFactor(context(), password);
  const secret = Buffer.from(Secret.fromBase32(base32).bytes);
  const { rows } = await desk.pool.query<{ secret: Buffer }>('SELECT secret FROM second_factor WHERE staff_id = $1', [
    ada.id,
  ]);
  expect(rows[0]?.secret.includes(secret)).toBe(false);
});
