import { expect, test } from 'vitest';
import { isQuiet, mailTime, type QuietHours } from './mail-time.ts';

const night: QuietHours = { from: '20:00', to: '07:00', timeZone: 'Europe/Berlin' };
const noon: QuietHours = { from: '12:00', to: '13:00', timeZone: 'Europe/Berlin' };
const at = (text: string) => Date.parse(text);

test.each<[string, string, Parameters<typeof mailTime>[1], QuietHours | null, string | null]>([
  ['no mail', '2026-11-24T11:44:10Z', 'none', null, null],
  ['at once: after a minute', '2026-11-24T11:44:10Z', 'at_once', null, '2026-11-24T11:45:10Z'],
  ['hourly: with the next full hour', '2026-11-24T11:44:10Z', 'hourly', null, '2026-11-24T12:00:00Z'],
  ['hourly, at a full hour: with the next', '2026-11-24T11:00:00Z', 'hourly', null, '2026-11-24T12:00:00Z'],
  ['not quiet', '2026-11-24T15:00:00Z', 'at_once', night, '2026-11-24T15:01:00Z'],
  ['in the evening: in the morning', '2026-11-24T21:30:00Z', 'at_once', night, '2026-11-25T06:00:00Z'],
  ['after midnight: in the same morning', '2026-11-25T02:00:00Z', 'hourly', night, '2026-11-25T06:00:00Z'],
  ['just before quiet: after it', '2026-11-24T18:59:30Z', 'at_once', night, '2026-11-25T06:00:00Z'],
  ['within a day', '2026-11-24T11:30:00Z', 'at_once', noon, '2026-11-24T12:00:00Z'],
  ['a morning whose clock was put forward', '2026-03-28T22:00:00Z', 'at_once', night, '2026-03-29T05:00:00Z'],
  ['never quiet', '2026-11-24T21:30:00Z', 'at_once', { ...night, to: '20:00' }, '2026-11-24T21:31:00Z'],
])('%s', (_, happened, mail, quiet, expected) => {
  const time = mailTime(at(happened), mail, quiet);
  expect(time && new Date(time).toISOString()).toBe(expected && new Date(at(expected)).toISOString());
});

test.each<[string, string, QuietHours | null, boolean]>([
  ['before it', '2026-11-24T18:59:59.999Z', night, false],
  ['from its first minute on', '2026-11-24T19:00:00Z', night, true],
  ['up to its end', '2026-11-25T05:59:59.999Z', night, true],
  ['at its end no more', '2026-11-25T06:00:00Z', night, false],
  ['never', '2026-11-24T21:30:00Z', null, false],
  ['in an hour that comes twice', '2026-10-25T01:30:00Z', { ...night, from: '02:00', to: '03:00' }, true],
])('quiet %s', (_, instant, quiet, expected) => {
  expect(isQuiet(at(instant), quiet)).toBe(expected);
});
