import { readConfig } from '#process/read-config';
import { describe, expect, test } from 'vitest';
import { workerConfig } from './config.ts';

const read = (minutes?: string) =>
  readConfig(workerConfig, {
    DATABASE_URL: 'postgresql://nixflow@localhost/nixflow',
    ...(minutes !== undefined && { SLA_CHECK_INTERVAL_MINUTES: minutes }),
  }).SLA_CHECK_INTERVAL_MINUTES;

describe('how often the sweep runs', () => {
  test.each([
    [undefined, 300_000],
    ['', 300_000],
    ['1', 60_000],
    ['0.05', 3_000],
    ['0.01', 600],
    ['1440', 86_400_000],
  ])('%s minutes are %d ms', (minutes, milliseconds) => {
    expect(read(minutes)).toBe(milliseconds);
  });

  test.each(['0', '0.009', '-1', '1441', '1e9', 'often', 'Infinity', '0x10', '5 '])(
    '%s is refused by name',
    (minutes) => {
      expect(() => read(minutes)).toThrow(/SLA_CHECK_INTERVAL_MINUTES/);
    },
  );
});

test('links lead to the first origin of the page', () => {
  const origins = (FRONTEND_URL?: string) =>
    readConfig(workerConfig, {
      DATABASE_URL: 'postgresql://nixflow@localhost/nixflow',
      ...(FRONTEND_URL !== undefined && { FRONTEND_URL }),
    }).FRONTEND_URL;
  expect(origins()).toEqual(['http://localhost:5173']);
  expect(origins('https://desk.example.com, http://localhost:5173')[0]).toBe('https://desk.example.com');
  expect(() => origins('https://desk.example.com/path')).toThrow(/FRONTEND_URL/);
});
