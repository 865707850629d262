import { expect, test } from 'vitest';
import { hashOfToken, newSecretToken } from './secret-token.ts';

test('a token has 256 bits of its own and is found by its hash', () => {
  const { token, hash } = newSecretToken();
  expect(Buffer.from(token, 'base64url')).toHaveLength(32);
  expect(hash).toHaveLength(32);
  expect(hashOfToken(token)).toEqual(hash);
  expect(newSecretToken().token).not.toBe(token);
});

test.each([
  '',
  'short',
  'a'.repeat(44),
  `${'a'.repeat(42)}=`,
  `${'a'.repeat(42)}ü`,
  ` ${'a'.repeat(42)}`,
  `${'a'.repeat(43)}\n`,
])('%j is no token', (text) => {
  expect(hashOfToken(text)).toBeNull();
});
