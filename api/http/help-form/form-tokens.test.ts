import { signingKeys } from '#process/signing-keys';
import { FASTEST_FORM_MS, LONGEST_FORM_MS } from '#domain/contracts/help-form';
import { Problem } from '#domain/contracts/problem';
import { SignJWT } from 'jose';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { formTokens, requireTimeToRead } from './form-tokens.ts';

const secret = 'a secret of tests that is long enough';
const place = { in: 'body', pointer: '/token' } as const;
const tokens = formTokens(signingKeys(secret));

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-27T10:00:00.750Z') });
});
afterEach(() => {
  vi.useRealTimers();
});

/** What is said of a token. */
const fault = async (token: string) =>
  tokens.read(token, place).then(
    () => 'good',
    (error: unknown) => (error instanceof Problem ? error.errors : error),
  );
const said = (code: string): unknown => [expect.objectContaining({ ...place, code })];

test('a form is known by its token, and no two are the same', async () => {
  const [one, other] = [await tokens.make(), await tokens.make()];
  const form = await tokens.read(one, place);
  expect(form.openedAt).toBe(Date.now());
  expect((await tokens.read(other, place)).formId).not.toBe(form.formId);
  expect((await tokens.read(one, place)).formId).toBe(form.formId);
});

test('it cannot be sent before there was time to read it, to the millisecond', async () => {
  const form = await tokens.read(await tokens.make(), place);
  vi.advanceTimersByTime(FASTEST_FORM_MS - 1);
  expect(() => requireTimeToRead(form)).toThrow(
    expect.objectContaining({ code: 'invalid_request', retryAfterSeconds: 1, errors: said('too_soon') }),
  );
  vi.advanceTimersByTime(1);
  expect(() => requireTimeToRead(form)).not.toThrow();
});

test('it is good for half a day', async () => {
  const token = await tokens.make();
  vi.advanceTimersByTime(LONGEST_FORM_MS - 1_000);
  expect(await fault(token)).toBe('good');
  vi.advanceTimersByTime(2_000);
  expect(await fault(token)).toEqual(said('expired'));
});

test.each<[string, () => Promise<string>]>([
  ['nothing', () => Promise.resolve('')],
  ['what is no token', () => Promise.resolve('a.b.c')],
  ['one that another secret signed', () => formTokens(signingKeys('another secret of tests, as long')).make()],
  ['one without its signature', async () => `${(await tokens.make()).split('.').slice(0, 2).join('.')}.`],
  [
    'one for something else',
    () =>
      new SignJWT({ openedAt: 0 })
        .setProtectedHeader({ alg: 'HS256' })
        .setAudience('nixflow-codec')
        .setJti('0192d5a4-7b1e-7c3a-9d43-1f2f2c0a5a01')
        .setExpirationTime('1h')
        .sign(new TextEncoder().encode(secret)),
  ],
  [
    'one that does not say when',
    () =>
      new SignJWT()
        .setProtectedHeader({ alg: 'HS256' })
        .setAudience('nixflow-help-form')
        .setExpirationTime('1h')
        .sign(new TextEncoder().encode(secret)),
  ],
])('%s is unknown', async (_, make) => {
  expect(await fault(await make())).toEqual(said('unknown'));
});
