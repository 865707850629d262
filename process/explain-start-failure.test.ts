import { expect, test } from 'vitest';
import { ConfigError } from './config-error.ts';
import { explainStartFailure } from './explain-start-failure.ts';

const explain = (error: unknown) => explainStartFailure(error, { process: 'worker', portSetting: 'WORKER_PORT' });

test('wrong settings are listed, a line each', () => {
  expect(explain(new ConfigError(['A: is not set', 'B: must be a number']))).toBe(
    'The worker cannot start with these settings:\n  A: is not set\n  B: must be a number',
  );
});

test.each([
  ['EADDRINUSE', 'The worker cannot listen: port 3001 is in use. Stop what uses it or set WORKER_PORT.'],
  ['EACCES', 'The worker cannot listen: this user may not use port 3001. Set WORKER_PORT above 1023.'],
  [
    'EADDRNOTAVAIL',
    'The worker cannot listen: this machine has no address 10.9.8.7. Set HOST to one it has, or leave it unset.',
  ],
])('a port that cannot be had (%s) is said in one sentence', (code, sentence) => {
  expect(explain(Object.assign(new Error('listen'), { code, port: 3001, address: '10.9.8.7' }))).toBe(sentence);
});

test('what nobody expected keeps its stack', () => {
  expect(explain(new TypeError('x is not a function'))).toMatch(/^TypeError: x is not a function\n +at /);
  expect(explain('odd')).toBe('odd');
});
