import { expect, test } from 'vitest';
import { recogniseOutage } from './recognise-outage.ts';

const withCode = (code: unknown, more: object = {}) => Object.assign(new Error('x'), { code, ...more });

test.each([
  ['PostgreSQL ends connections', withCode('57P01'), 'store_unavailable'],
  ['PostgreSQL is starting', withCode('57P03'), 'store_unavailable'],
  ['PostgreSQL gave a statement up', withCode('57014'), 'store_unavailable'],
  ['PostgreSQL is full', withCode('53300'), 'store_unavailable'],
  ['the connection broke', withCode('08006'), 'store_unavailable'],
  ['nobody listens', withCode('ECONNREFUSED'), 'store_unavailable'],
  ['nobody listens at any address', new AggregateError([withCode('ECONNREFUSED')]), 'store_unavailable'],
  ['the pool is exhausted', new Error('timeout exceeded when trying to connect'), 'store_unavailable'],
  [
    'the connection broke between two statements',
    new Error('Client has encountered a connection error and is not queryable'),
    'store_unavailable',
  ],
  ['the driver lost its server', new Error('Connection terminated unexpectedly'), 'store_unavailable'],
  ['Prisma cannot reach it', withCode('P1001'), 'store_unavailable'],
  ['Temporal is down', withCode(14, { details: 'refused' }), 'engine_unavailable'],
  ['Temporal is silent', new Error('failed', { cause: withCode(4, { details: 'late' }) }), 'engine_unavailable'],
])('%s: %o is an outage', (_story, error, code) => {
  expect(recogniseOutage(error)?.code).toBe(code);
});

test.each([
  ['a unique violation', withCode('23505')],
  ['a missing table', withCode('42P01')],
  ['a lock that was not free', withCode('55P03')],
  ['a server of somebody else', new TypeError('fetch failed', { cause: withCode('ECONNREFUSED') })],
  ['a workflow that is not there', withCode(5, { details: 'not found' })],
  ['no error', 'ECONNREFUSED'],
])('%s is none', (_story, error) => {
  expect(recogniseOutage(error)).toBeUndefined();
});
