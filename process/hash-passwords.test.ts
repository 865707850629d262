import { hash } from '@node-rs/argon2';
import { expect, test, vi } from 'vitest';
import { createPasswordHashing } from './hash-passwords.ts';

const password = 'correct horse battery';

test('a password matches its own hash, which is Argon2id at the cost that OWASP names', async () => {
  const passwords = createPasswordHashing();
  const hashed = await passwords.hash(password);
  expect(hashed).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await passwords.matches(password, hashed)).toBe(true);
  expect(await passwords.matches(`${password} `, hashed)).toBe(false);
  expect(await passwords.hash(password)).not.toBe(hashed);
  expect(passwords.isOutdated(hashed)).toBe(false);
});

test('a hash of other days still matches, and is known as such', async () => {
  const passwords = createPasswordHashing();
  const old = await hash(password, { memoryCost: 8_192, timeCost: 3, parallelism: 1 });
  expect(await passwords.matches(password, old)).toBe(true);
  expect(passwords.isOutdated(old)).toBe(true);
});

test('the same characters are the same password, however a keyboard writes them', async () => {
  const passwords = createPasswordHashing();
  expect(await passwords.matches('Grüße an alle', await passwords.hash('Gru\u0308ße an alle'))).toBe(true);
});

test('an account without a password costs what one with a password costs, and nothing matches it', async () => {
  const verify = vi.fn((_hash: string, _password: string) => Promise.resolve(true));
  const passwords = createPasswordHashing({ hash: () => Promise.resolve(''), verify });
  expect(await passwords.matches(password, null)).toBe(false);
  expect(verify).toHaveBeenCalledOnce();
  // Real work, at the cost of today: not refused as malformed before it begins.
  const compared = verify.mock.calls[0]?.[0] ?? '';
  expect(createPasswordHashing().isOutdated(compared)).toBe(false);
  expect(await createPasswordHashing().matches(password, compared)).toBe(false);
});

test('a storm runs two at a time, and past a hundred that wait it is told to come again', async () => {
  let running = 0;
  let most = 0;
  const verify = async () => {
    most = Math.max(most, (running += 1));
    await new Promise((resolve) => setImmediate(resolve));
    running -= 1;
    return true;
  };
  const passwords = createPasswordHashing({ hash: () => Promise.resolve(''), verify });
  const storm = await Promise.allSettled(Array.from({ length: 150 }, () => passwords.matches(password, 'hash')));
  expect(most).toBe(2);
  const refused = storm.filter((one) => one.status === 'rejected');
  expect(storm.length - refused.length).toBe(102);
  expect(refused[0]?.reason).toMatchObject({ code: 'too_many_requests', retryAfterSeconds: 5 });
  expect(await passwords.matches(password, 'hash')).toBe(true);
});
