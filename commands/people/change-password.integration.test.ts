import { Problem } from '#domain/contracts/problem';
import { createPasswordHashing, type PasswordHashing } from '#process/hash-passwords';
import { insertAccount } from '#testkit/factories/account';
import { openTestDesk, type TestDesk } from '#testkit/test-desk';
import { beforeAll, expect, test } from 'vitest';
import { changePassword } from './change-password.ts';

const real = createPasswordHashing();
let desk: TestDesk;

beforeAll(async () => {
  desk = await openTestDesk();
});

/** Somebody changes their password; each time the new one is hashed, something happens to the account. */
async function changing(meanwhile: string) {
  const { id, password } = await insertAccount(desk.pool);
  let hashes = 0;
  const passwords: PasswordHashing = {
    ...real,
    async hash() {
      hashes += 1;
      if (hashes > 10) throw new Error('This goes on for ever.');
      await desk.pool.query(meanwhile, [id]);
      return 'a hash of the new one';
    },
    // Also of a hash that was made anew meanwhile.
    matches: (tried) => Promise.resolve(tried === password),
  };
  const input = { staffId: id, sessionId: id, current: password, next: 'a password of my own', address: null };
  const error: unknown = await changePassword({ pool: desk.pool, passwords }, { ...input, requestId: 'r' }).then(
    () => null,
    (reason: unknown) => reason,
  );
  return { code: error instanceof Problem ? error.code : error, hashes };
}

test('whoever is deactivated meanwhile is told so after one hash more at most', async () => {
  const { code, hashes } = await changing('UPDATE staff SET is_active = false WHERE id = $1');
  expect([code, hashes]).toEqual(['wrong_credentials', 1]);
});

test('an account that changes again and again is given up', async () => {
  const { code, hashes } = await changing(`UPDATE staff SET password_hash = password_hash || 'x' WHERE id = $1`);
  expect([code, hashes]).toEqual(['not_possible', 3]);
});
