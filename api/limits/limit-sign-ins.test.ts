import { Problem } from '#domain/contracts/problem';
import { expect, test, vi } from 'vitest';
import { limitSignIns } from './limit-sign-ins.ts';
import { createLimiter } from './limiter.ts';

const wrong = () => Promise.reject(new Problem('wrong_credentials'));
const right = () => Promise.resolve('signed in');
const refused = { code: 'too_many_requests', status: 429 };

/** A desk with its limits, and what becomes of a try: the code of its problem, or what it gave. */
function open() {
  const limited = limitSignIns(createLimiter());
  return (email: string, address: string, signIn: () => Promise<unknown>) =>
    limited({ email, address }, signIn).catch((error: unknown) => {
      if (error instanceof Problem) return error.code;
      throw error;
    });
}

test('the sixth try of an account is refused although it is right, wherever it comes from', async () => {
  const attempt = open();
  for (let count = 1; count <= 5; count += 1) {
    expect(await attempt('ada@example.com', `192.0.2.${count}`, wrong)).toBe('wrong_credentials');
  }
  const signIn = vi.fn(right);
  expect(await attempt('ada@example.com', '192.0.2.1', signIn)).toBe('too_many_requests');
  expect(await attempt('ada@example.com', '198.51.100.1', signIn)).toBe('too_many_requests');
  expect(signIn).not.toHaveBeenCalled();
  expect(await attempt('bob@example.com', '192.0.2.1', signIn)).toBe('signed in');
});

test('the sixth from an address is refused, whatever account it asks for; from another address that account is open', async () => {
  const attempt = open();
  for (let count = 1; count <= 5; count += 1) await attempt(`person${count}@example.com`, '192.0.2.1', wrong);
  expect(await attempt('ada@example.com', '192.0.2.1', right)).toBe('too_many_requests');
  expect(await attempt('ada@example.com', '::ffff:192.0.2.1', right)).toBe('too_many_requests');
  expect(await attempt('ada@example.com', '192.0.2.2', right)).toBe('signed in');
});

test('a /64 of IPv6 is one address', async () => {
  const attempt = open();
  for (let count = 1; count <= 5; count += 1) await attempt(`person${count}@example.com`, `2001:db8::${count}`, wrong);
  expect(await attempt('ada@example.com', '2001:db8::abcd', right)).toBe('too_many_requests');
  expect(await attempt('ada@example.com', '2001:db8:0:1::1', right)).toBe('signed in');
});

test('tries that succeed are not counted, and clear the account', async () => {
  const attempt = open();
  for (let round = 0; round < 3; round += 1) {
    // Each time from elsewhere: the address keeps its count.
    for (let count = 0; count < 4; count += 1) await attempt('ada@example.com', `192.0.2.${round}`, wrong);
    for (let count = 0; count < 10; count += 1) {
      expect(await attempt('ada@example.com', `192.0.2.${round}`, right)).toBe('signed in');
    }
  }
});

test('a code that is wrong counts as a password that is; being asked for one does not', async () => {
  const attempt = open();
  const askedForCode = () => Promise.reject(new Problem('second_factor_required'));
  const wrongCode = () => Promise.reject(new Problem('wrong_second_factor'));
  for (let count = 0; count < 10; count += 1) {
    expect(await attempt('ada@example.com', '192.0.2.1', askedForCode)).toBe('second_factor_required');
  }
  for (let count = 1; count <= 5; count += 1) {
    expect(await attempt('ada@example.com', `192.0.2.${count}`, wrongCode)).toBe('wrong_second_factor');
  }
  expect(await attempt('ada@example.com', '198.51.100.1', right)).toBe('too_many_requests');
});

test('a database that is away is not the fault of who tries', async () => {
  const attempt = open();
  const broken = () => Promise.reject(new Problem('store_unavailable'));
  for (let count = 0; count < 10; count += 1) {
    expect(await attempt('ada@example.com', '192.0.2.1', broken)).toBe('store_unavailable');
  }
  expect(await attempt('ada@example.com', '192.0.2.1', right)).toBe('signed in');
});

test('of many at once no more than five are tried', async () => {
  const attempt = open();
  const signIn = vi.fn(wrong);
  const codes = await Promise.all(
    Array.from({ length: 40 }, (_, count) => attempt('ada@example.com', `192.0.2.${count}`, signIn)),
  );
  expect(signIn).toHaveBeenCalledTimes(5);
  expect(codes.filter((code) => code === 'too_many_requests')).toHaveLength(35);
});

test('an address that is refused touches no account: it cannot lock out whom it names', async () => {
  const limiter = createLimiter();
  const take = vi.spyOn(limiter, 'take');
  const limited = limitSignIns(limiter);
  for (let count = 1; count <= 5; count += 1) {
    await limited({ email: `person${count}@example.com`, address: '192.0.2.1' }, wrong).catch(() => undefined);
  }
  take.mockClear();
  await expect(limited({ email: 'ada@example.com', address: '192.0.2.1' }, right)).rejects.toMatchObject(refused);
  expect(take.mock.calls.map(([limit]) => limit)).toEqual(['failedSignInsFromAddress']);
});
