import { expect, test } from 'vitest';
import type { Locale } from '../i18n/locale.ts';
import { reasonLines, type Reckoning } from './reason-lines.ts';

const en: Locale = { language: 'en', tag: 'en-GB', timeZone: 'UTC' };
const now = Date.parse('2026-11-24T12:00:00Z');
const [minute, hour] = [60_000, 3_600_000];
const startedAt = now - 2 * hour;
const reckoning: Reckoning = {
  ...{ startedAt, startedBy: 'Hanne wrote', policy: 'Standard v4', targetMs: hour, calendar: 'Office hours' },
  ...{ warnings: [{ percent: 50, at: startedAt + 30 * minute }], pauses: [], dueAt: startedAt + hour, leftMs: 0 },
};
const said = (more: Partial<Reckoning> = {}) =>
  reasonLines({ ...reckoning, ...more }, now, en).map(({ name, text, amount = '' }) =>
    [name, text, amount].join(' | '),
  );

test('start, policy, calendar, warnings, due', () => {
  expect(said()).toEqual([
    '10:00:00 | Hanne wrote | ',
    'Policy | Standard v4 | 1 h 00',
    'Calendar | Office hours | + 0 min',
    'Warnings | 50% at 10:30 | ',
    'Due | Tue 24 Nov 2026, 11:00:00 UTC | ',
  ]);
});

test('what closed hours and pauses added is told apart', () => {
  const pauses = [{ from: startedAt + 10 * minute, to: startedAt + 30 * minute, because: 'pending' }];
  const lines = said({ pauses, dueAt: startedAt + hour + 50 * minute });
  expect(lines).toContain('Calendar | Office hours | + 30 min');
  expect(lines).toContain('Stood still | 10:10 to 10:30 (pending) | + 20 min');
});

test('while it stands still nobody knows when it is due, but what is left', () => {
  const lines = said({ pauses: [{ from: startedAt, to: null, because: 'on hold' }], dueAt: null, leftMs: 20 * minute });
  expect(lines).toContain('Stood still | Since 10:00 (on hold) | ');
  expect(lines).toContain('Calendar | Office hours | ');
  expect(lines.at(-1)).toBe('Due | 20 min left when it goes on | ');
});
