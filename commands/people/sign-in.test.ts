import { Problem } from '#domain/contracts/problem';
import type { PasswordHashing } from '#process/hash-passwords';
import { createSecretBox } from '#process/secret-box';
import type { Account } from '#store/people/accounts';
import type { Pool } from 'pg';
import { expect, test, vi } from 'vitest';
import { signIn } from './sign-in.ts';

const ada: Account = { id: 'a', name: 'Ada', email: 'ada@nixflow.test', isActive: true, passwordHash: 'hash of ada' };

/** Try to sign in where there is this account or none; a hash that is computed is counted. */
async function tryWith(found: Account | null, { password = 'a wrong password', production = false } = {}) {
  const matches = vi.fn<PasswordHashing['matches']>(() => Promise.resolve(false));
  const query = vi.fn(() => Promise.resolve({ rows: found ? [found] : [] }));
  const context = {
    pool: { query } as unknown as Pool,
    passwords: { matches, hash: () => Promise.reject(new Error('unused')), isOutdated: () => false },
    production,
    box: createSecretBox('a passphrase of tests'),
  };
  const browser = { userAgent: null, address: null };
  const code = await signIn(context, { email: ada.email, password, browser, replaces: undefined }).catch(
    (error: unknown) => (error instanceof Problem ? error.code : error),
  );
  return { code, compared: matches.mock.calls, queries: query.mock.calls.length };
}

test.each<[string, Account | null, string | null]>([
  ['an account', ada, 'hash of ada'],
  ['no account', null, null],
  ['an account that may not sign in', { ...ada, isActive: false }, null],
  ['an account without a password', { ...ada, passwordHash: null }, null],
])('%s costs one look-up and one hash, and a wrong password says nothing more', async (_, found, hash) => {
  const { code, compared, queries } = await tryWith(found);
  expect([code, compared, queries]).toEqual(['wrong_credentials', [['a wrong password', hash]], 1]);
});

test('in production the password that everybody knows is not even compared with that of the account', async () => {
  const known = { password: 'admin123' };
  expect(await tryWith(ada, { ...known, production: true })).toMatchObject({ compared: [['admin123', null]] });
  expect(await tryWith(ada, known)).toMatchObject({ compared: [['admin123', 'hash of ada']] });
});
