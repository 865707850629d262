import { expect, test } from 'vitest';
import { wordsOf } from '../shared/i18n/i18n.ts';
import { faultsOf, judgeWritten } from './form-faults.ts';

const t = wordsOf({ language: 'en', tag: 'en-GB', timeZone: 'UTC' });
const written = { name: 'Zoe', email: ' zoe@customers.example ', subject: 'Paper jam', body: 'Stuck' };

test('what is in order has no fault', () => {
  expect(judgeWritten(written, t)).toEqual({});
});

test('what lacks, is no address, or too long is told from each other', () => {
  expect(judgeWritten({ name: ' ', email: '', subject: '\t', body: '\n' }, t)).toEqual({
    name: 'Enter your name',
    email: 'Enter your e-mail address',
    subject: 'Say in a few words what it is about',
    body: 'Write your message',
  });
  expect(judgeWritten({ ...written, email: 'zoe@customers', name: 'x'.repeat(121) }, t)).toEqual({
    name: 'At most 120 characters fit here',
    email: 'Enter an address like name@example.com',
  });
});

test('what the server finds at other places is not said at a field', () => {
  const errors = [
    { pointer: '/token', code: 'expired' },
    { pointer: '/email', code: 'own_address' },
    { pointer: '/name', code: 'of a newer server' },
  ];
  expect(faultsOf(errors, written, t)).toEqual({
    name: 'The server cannot take this as it is',
    email: 'This is our own address. Enter yours, so that the answer reaches you',
  });
});
