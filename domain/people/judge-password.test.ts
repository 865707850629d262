import { expect, test } from 'vitest';
import { judgePassword, passwordFaults, type PasswordFault } from './judge-password.ts';

const email = 'administrator@nixflow.test';

test.each<[string, string, PasswordFault | undefined]>([
  ['ten characters are enough', 'abcdefghij', undefined],
  ['nine are not', 'abcdefghi', 'password_too_short'],
  ['nine are not, whatever they take in UTF-16', '🔑🔑🔑🔑🔑🔑🔑🔑🔑', 'password_too_short'],
  ['ten emoji are', '🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑', undefined],
  ['a phrase with blanks is fine', 'correct horse battery staple', undefined],
  ['256 characters are fine', 'x'.repeat(256), undefined],
  ['257 are not', 'x'.repeat(257), 'password_too_long'],
  ['the address is not', email, 'password_is_address'],
  ['nor in capitals', email.toUpperCase(), 'password_is_address'],
  ['nor what stands before its @', 'Administrator', 'password_is_address'],
  ['nor the address among blanks', ` ${email} `, 'password_is_address'],
  ['with more to it, it is', `${email} and more`, undefined],
  ['the password of the first start is not', 'admin123', 'password_well_known'],
  ['nor in capitals', 'ADMIN123', 'password_well_known'],
  ['nor among blanks that make it long', ' admin123 ', 'password_well_known'],
  ['none is not', '', 'password_too_short'],
])('%s', (_, password, fault) => {
  expect(judgePassword(password, email)).toBe(fault);
});

test('an address of capitals is the same address', () => {
  expect(judgePassword('administrator', 'ADMINISTRATOR@nixflow.test')).toBe('password_is_address');
});

test('every fault is put into words that need no password to be understood', () => {
  for (const words of Object.values(passwordFaults)) expect(words).toMatch(/^(?:is|needs|may|must) /);
});
