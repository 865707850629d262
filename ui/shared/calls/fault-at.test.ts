import { expect, test } from 'vitest';
import { i18n } from '../i18n/i18n.ts';
import { CallFailed } from './call-failed.ts';
import { faultsOf } from './fault-at.ts';

const failure = new CallFailed('invalid_request', 'The request has invalid fields', {
  errors: [
    { in: 'body', pointer: '/phone', code: 'invalid_format', message: 'is not a telephone number' },
    { in: 'body', pointer: '/domains/1', code: 'custom', message: 'is not a domain' },
    { in: 'query', pointer: '/name', code: 'too_big', message: 'is too long' },
  ],
});

test('what is wrong is told at its field, also of a part of it, and nowhere else', () => {
  const faultAt = faultsOf(failure, i18n.t);
  expect(faultAt('/phone')).toBe(i18n.t('problem.fault.invalid_format'));
  expect(faultAt('/phone', 'No telephone')).toBe('No telephone');
  expect(faultAt('/domains')).toBe(i18n.t('problem.fault.other'));
  expect(faultAt('/domain')).toBeUndefined();
  expect(faultAt('/name')).toBeUndefined();
  expect(faultsOf(null, i18n.t)('/phone')).toBeUndefined();
});
