import { describe, expect, test } from 'vitest';
import { calendar } from './calendar.ts';
import { slaPolicy } from './policy.ts';
import { readCalendar } from './read-calendar.ts';
import { readPolicy } from './read-policy.ts';

describe('a stored policy', () => {
  test('that this code knows is read as it is written, with the defaults', () => {
    for (const written of [
      { targets: {} },
      { targets: { low: { resolution: 60 } }, pauses: { firstResponse: ['pending'] }, warnAt: [10] },
    ]) {
      expect(readPolicy(written)).toEqual(slaPolicy.parse(written));
    }
  });

  test('of newer code counts as far as it is known', () => {
    const targets = { low: { resolution: 60, update: 5, firstResponse: { seconds: 5 } }, high: 7, critical: {} };
    const written = { targets, pauses: { resolution: ['on_hold', 'with_vendor'], update: [] }, warnAt: [90, 150, 90] };
    expect(readPolicy({ ...written, penalty: 1 })).toEqual({
      targets: { low: { resolution: 60 } },
      pauses: { resolution: ['on_hold'] },
      warnAt: [90],
    });
  });

  test('whose pauses or warnings cannot be read has the usual ones', () => {
    const read = readPolicy({ targets: { low: { resolution: 60 } }, pauses: [], warnAt: { half: true } });
    expect(read).toEqual(slaPolicy.parse({ targets: { low: { resolution: 60 } } }));
  });

  test.each([[null], ['text'], [[]], [{ promises: [] }]])('that is %j promises nothing', (written) => {
    expect(readPolicy(written).targets).toEqual({});
  });
});

describe('a stored calendar', () => {
  const written = { timeZone: 'Europe/Berlin', weekly: { mon: [['09:00', '17:00']] } };
  const exception = { date: '2026-12-24', hours: [['09:00', '12:00']] };

  test('is read without what newer code added to it', () => {
    const known = { ...written, holidays: ['2026-12-25'], exceptions: [exception] };
    expect(readCalendar(known)).toEqual(calendar.parse(known));
    const newer = { ...known, colour: 'red', exceptions: [{ ...exception, name: 'Christmas Eve' }] };
    expect(readCalendar({ ...newer, weekly: { ...written.weekly, holiday: [] } })).toEqual(calendar.parse(known));
  });

  test.each<[string, unknown]>([
    ['hours', { ...written, weekly: { mon: 'shifts' } }],
    ['zone', { ...written, timeZone: 'Mars/Olympus' }],
    ['exceptions', { ...written, exceptions: [{ every: 'year' }] }],
    ['holidays', { ...written, holidays: 'Bavaria' }],
    ['everything', null],
  ])('whose %s cannot be read is unreadable as a whole', (_, stored) => {
    expect(readCalendar(stored)).toBe('unreadable');
  });
});
