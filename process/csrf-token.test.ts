import { expect, test } from 'vitest';
import { csrfTokenOf, isCsrfTokenOf } from './csrf-token.ts';
import { newSecretToken } from './secret-token.ts';

test('a session has one token in every process, 256 bits long, that says nothing of the session’s own', () => {
  const { token } = newSecretToken();
  expect(csrfTokenOf(token)).toMatch(/^[\w-]{43}$/);
  expect(csrfTokenOf(token)).toBe(csrfTokenOf(token));
  expect(csrfTokenOf(token)).not.toBe(token);
  expect(isCsrfTokenOf(token, csrfTokenOf(token))).toBe(true);
});

test.each<[string, (own: string) => string | string[] | undefined]>([
  ['nothing', () => undefined],
  ['an empty text', () => ''],
  ['that of another session', () => csrfTokenOf(newSecretToken().token)],
  ['a part of it', (own) => own.slice(0, -1)],
  ['more than it', (own) => `${own}x`],
  ['letters of other lengths', (own) => `${own.slice(0, -1)}é`],
  ['a list of it', (own) => [own]],
  ['it twice', (own) => `${own}, ${own}`],
])('%s is not that token', (_what, show) => {
  const { token } = newSecretToken();
  expect(isCsrfTokenOf(token, show(csrfTokenOf(token)))).toBe(false);
});
