import { describe, expect, test } from 'vitest';
import type { Locale } from '../i18n/locale.ts';
import { formatDuration } from './format-duration.ts';
import { formatDay, formatFullInstant, formatShortInstant, formatTimeOfDay } from './format-instant.ts';
import { formatBytes, formatNumber, formatPercent } from './format-number.ts';

const en: Locale = { language: 'en', tag: 'en-GB', timeZone: 'Europe/Berlin' };
const de: Locale = { language: 'de', tag: 'de-DE', timeZone: 'Europe/Berlin' };
const now = Date.parse('2026-11-24T10:44:00Z');
const at = (text: string) => Date.parse(text);

describe('instants', () => {
  test.each([
    ['today: the time alone', '2026-11-24T08:12:00Z', '09:12', '09:12'],
    ['just before midnight, there', '2026-11-24T22:59:00Z', '23:59', '23:59'],
    ['just after it, with the weekday', '2026-11-24T23:01:00Z', 'Wed 00:01', 'Mi 00:01'],
    ['in two days', '2026-11-26T08:00:00Z', 'Thu 09:00', 'Do 09:00'],
    ['yesterday', '2026-11-23T13:10:00Z', 'Mon 14:10', 'Mo 14:10'],
    ['weeks ago: the date', '2026-10-12T13:10:00Z', '12 Oct', '12. Okt.'],
    ['last year', '2025-10-12T13:10:00Z', '12 Oct 2025', '12. Okt. 2025'],
  ])('%s', (_story, instant, english, german) => {
    expect(formatShortInstant(at(instant), now, en)).toBe(english);
    expect(formatShortInstant(at(instant), now, de)).toBe(german);
  });

  test('on demand nothing stays open', () => {
    expect(formatFullInstant(now, en)).toBe('Tue 24 Nov 2026, 11:44:00 CET');
    expect(formatFullInstant(now, de)).toBe('Di 24. Nov. 2026, 11:44:00 MEZ');
  });

  test('days have their weekday', () => {
    expect(formatDay(at('2026-11-26T08:00:00Z'), now, en)).toBe('Thu 26 Nov');
    expect(formatDay(at('2026-11-26T08:00:00Z'), now, de)).toBe('Do 26. Nov.');
  });

  test('somebody who writes 12 hours reads 12 hours', () => {
    expect(formatTimeOfDay(now, { ...en, tag: 'en-US' }).replace(/\s/u, ' ')).toBe('11:44 AM');
  });
});

describe('durations', () => {
  const [s, min, h] = [1_000, 60_000, 3_600_000];
  test.each([
    [0, '0 s', '0 s'],
    [7 * s + 1, '8 s', '7 s'],
    [59 * s, '59 s', '59 s'],
    [59 * s + 1, '1 min', '59 s'],
    [14 * min + 59 * s, '14 min', '14 min'],
    [h - 1, '1 h 00', '59 min'],
    [2 * h + 5 * min, '2 h 05', '2 h 05'],
    [31 * h + 20 * min, '31 h 20', '31 h 20'],
    [-5 * s, '0 s', '0 s'],
  ])('%i ms is %s left, %s passed', (ms, left, passed) => {
    expect(formatDuration(ms, en, 'up')).toBe(left);
    expect(formatDuration(ms, de, 'down')).toBe(passed);
  });
});

test('numbers, shares and sizes', () => {
  expect([formatNumber(1_287.6, en), formatNumber(1_288, de)]).toEqual(['1,288', '1.288']);
  expect([formatPercent(0.77, en), formatPercent(0.77, de)]).toEqual(['77%', '77\u00a0%']);
  expect([2, 184_000, 2_140_000, 31_000_000].map((bytes) => formatBytes(bytes, en))).toEqual([
    '2 bytes',
    '184 kB',
    '2.1 MB',
    '31 MB',
  ]);
  expect(formatBytes(2_140_000, de)).toBe('2,1 MB');
});
