import { expect, test } from 'vitest';
import { readPortSettings } from './port-plan.ts';

test('settings name ports; an empty one counts as unset', () => {
  expect(readPortSettings({ PORT: '4000', UI_PORT: '', WORKER_PORT: '4001' })).toEqual({ api: 4000, worker: 4001 });
});

test.for(['abc', '0', '65536', '99999', '-1', '3000.5', ' 3000'])('%j is no port', (PORT) => {
  expect(() => readPortSettings({ PORT })).toThrow('PORT: must be a port number from 1 to 65535.');
});

test('two parts cannot have one port', () => {
  expect(() => readPortSettings({ PORT: '4000', WORKER_PORT: '4000' })).toThrow('is given to two parts');
});
