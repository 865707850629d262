import { expect, test } from 'vitest';
import { i18n } from '../i18n/i18n.ts';
import { CallFailed } from './call-failed.ts';
import { problemWords } from './problem-words.ts';

const english = 'There is a team of this name already.';
const german = i18n.getFixedT('de');

test('a reason has words in both languages; one that this page does not know is told as the API says it', () => {
  const taken = new CallFailed('not_possible', english, { reason: 'name_taken', requestId: 'r-1' });
  expect(problemWords(taken, german)).toBe('Dieser Name ist schon vergeben.');
  expect(problemWords(taken, i18n.getFixedT('en'))).toBe('This name is taken already.');
  for (const reason of ['of_newer_code', 'constructor'])
    expect(problemWords(new CallFailed('not_possible', english, { reason }), german)).toBe(english);
});

test('what is wrong with a field is told without the number of a request', () => {
  const wrong = {
    in: 'body',
    pointer: '/phone',
    code: 'invalid_format',
    message: 'is not a telephone number',
  } as const;
  const failed = new CallFailed('invalid_request', '', { requestId: 'r-1', errors: [wrong] });
  expect(problemWords(failed, i18n.getFixedT('en'))).toBe('Some fields need another look.');
  expect(problemWords(new CallFailed('internal', '', { requestId: 'r-1' }), i18n.getFixedT('en'))).toContain('r-1');
});
