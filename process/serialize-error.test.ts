import { expect, test } from 'vitest';
import { serializeError } from './serialize-error.ts';

test('an error of PostgreSQL is told without the values it quotes', () => {
  const error = Object.assign(new Error('duplicate key value violates unique constraint "customer_email_key"'), {
    ...{ severity: 'ERROR', code: '23505', table: 'customer', constraint: 'customer_email_key' },
    ...{ detail: 'Key (email)=(jo@example.com) already exists.', where: 'JSON data, line 1: {"body":"Hello' },
  });
  const told = serializeError(error);
  expect(told).toMatchObject({ code: '23505', constraint: 'customer_email_key', type: 'Error' });
  expect(JSON.stringify(told)).not.toMatch(/jo@example|Hello/);
});

test('other errors keep what they have, and what is no error stays as it is', () => {
  expect(serializeError(Object.assign(new Error('no'), { detail: 'because' }))).toMatchObject({ detail: 'because' });
  expect(serializeError('no')).toBe('no');
});
