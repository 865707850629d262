import { expect, test } from 'vitest';
import { newTotpSecret, periodOfCode, showTotp } from './totp.ts';

/** RFC 6238, appendix B: SHA-1, of the eight digits the last six. */
const secret = Buffer.from('12345678901234567890');

test.each([
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
])('at %i s it is %s, and in the period before and after', (seconds, code) => {
  const period = Math.floor(seconds / 30);
  for (const shift of [-30, 0, 30]) {
    expect(periodOfCode(secret, code, (seconds + shift) * 1_000)).toBe(period);
  }
  expect(periodOfCode(secret, code, (seconds + 61) * 1_000)).toBeNull();
});

test.each(['', '28708', '2870820', ' 287082', '28708２', 'abcdef'])('%j is no code', (code) => {
  expect(periodOfCode(secret, code, 59_000)).toBeNull();
});

test('a secret is told as people type it, and as an app reads it', () => {
  const { base32, url } = showTotp(secret, 'ada@nixflow.test');
  expect(base32).toBe('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ');
  expect(url).toMatch(/^otpauth:\/\/totp\/NixFlow:ada%40nixflow\.test\?/);
  expect(newTotpSecret()).toHaveLength(20);
});
