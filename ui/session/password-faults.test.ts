import { expect, test } from 'vitest';
import { wordsOf } from '../shared/i18n/i18n.ts';
import { faultOf, judgeTyped } from './password-faults.ts';

const t = wordsOf({ language: 'en', tag: 'en-GB', timeZone: 'UTC' });
const error = (pointer: string, code: string) => ({
  in: 'body' as const,
  pointer,
  code,
  message: 'in the API’s words',
});

test('what the server says of a field is said in the page’s words', () => {
  expect(faultOf('/new', [error('/current', 'password_wrong'), error('/new', 'password_is_old')], t)).toBe(
    'Choose one that differs from the password until now',
  );
  expect(faultOf('/current', [error('/current', 'password_wrong')], t)).toBe('This is not your password');
});

test('what it says that the page does not know is said in the server’s words, and nothing is nothing', () => {
  expect(faultOf('/new', [error('/new', 'password_rhymes')], t)).toBe('in the API’s words');
  expect(faultOf('/new', [error('/current', 'password_wrong')], t)).toBeUndefined();
});

test.each([
  ['🔑🔑🔑🔑🔑🔑🔑🔑🔑', '🔑🔑🔑🔑🔑🔑🔑🔑🔑', { password: 'Use at least 10 characters' }],
  ['🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑', '🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑', {}],
  ['a long sentence', 'a long sentense', { again: 'The two new passwords are not the same' }],
])('typed %s and %s', (password, again, expected) => {
  expect(judgeTyped(password, again, t)).toEqual(expected);
});
