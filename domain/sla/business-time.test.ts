import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countedCalendars } from '#testkit/factories/calendar';
import { businessTime } from './business-time.ts';
import { neverOpens, type Calendar } from './calendar.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const at = (text: string) => Date.parse(text);
const office = (changes: Partial<Calendar> = {}): Calendar => {
  const day: [string, string][] = [['09:00', '17:00']];
  const weekly = { mon: day, tue: day, wed: day, thu: day, fri: day };
  return { timeZone: 'Europe/Berlin', weekly, holidays: [], exceptions: [], ...changes };
};

/** Drawn anew in each run; a failure prints it, and it can be put here. */
const seed = Math.floor(Math.random() * 2 ** 31);
const calendars = countedCalendars(150, seed);
const anyCalendar = fc.constantFrom(...calendars.filter(({ calendar }) => calendar && !neverOpens(calendar)));
/** Whole hours, minutes and milliseconds alike: the first two meet bounds. */
const within = (days: number) =>
  fc.oneof(
    fc.integer({ min: 0, max: days * 24 }).map((hours) => hours * HOUR),
    fc.integer({ min: 0, max: days * DAY }),
  );
const story = `calendars of seed ${seed}`;

describe('business time', () => {
  test(`counts what a minute counter counts (${story})`, () => {
    fc.assert(
      fc.property(anyCalendar, within(20), within(20), ({ calendar, from, minutes }, ahead, length) => {
        const start = from + ahead;
        expect(businessTime(calendar).between(start, start + length)).toBe(minutes.between(start, start + length));
      }),
      { numRuns: 2000 },
    );
  });

  test(`falls due when a minute counter says so (${story})`, () => {
    fc.assert(
      fc.property(
        anyCalendar,
        within(20),
        fc.oneof(
          fc.integer({ min: 1, max: 60 }).map((hours) => hours * HOUR),
          fc.integer({ min: 1, max: 2 * DAY }),
        ),
        ({ calendar, from, minutes }, ahead, ms) => {
          const due = minutes.add(from + ahead, ms);
          if (due !== null) expect(businessTime(calendar).add(from + ahead, ms)).toBe(due);
        },
      ),
      { numRuns: 2000 },
    );
  });

  test(`add and between are inverse inside opening hours (${story})`, () => {
    fc.assert(
      fc.property(anyCalendar, within(20), within(20), ({ calendar, from, minutes }, ahead, length) => {
        const time = businessTime(calendar);
        const [start, end] = [from + ahead, from + ahead + length];
        const used = time.between(start, end) as number;
        const due = time.add(start, used) as number;
        expect(time.between(start, due)).toBe(used);
        expect(due).toBeLessThanOrEqual(end);
        // In the middle of opening hours, the instant itself comes back.
        if (used > 0 && minutes.isOpen(end) && minutes.isOpen(end - 1)) expect(due).toBe(end);
      }),
      { numRuns: 2000 },
    );
  });

  test(`splitting an interval adds up (${story})`, () => {
    fc.assert(
      fc.property(anyCalendar, within(400), within(400), within(400), ({ calendar, from }, ahead, one, two) => {
        const time = businessTime(calendar);
        const [start, middle, end] = [from + ahead, from + ahead + one, from + ahead + one + two];
        const parts = (time.between(start, middle) as number) + (time.between(middle, end) as number);
        expect(parts).toBe(time.between(start, end));
      }),
    );
  });

  test('a wait of decades is found by totals, not by days', () => {
    const once = businessTime(office({ weekly: { wed: [['10:00', '10:01']] } }));
    const began = performance.now();
    // 2,600 Wednesdays of one minute: fifty years.
    expect(once.add(at('2024-01-01T00:00:00Z'), 2600 * 60_000)).toBe(at('2073-10-25T08:01:00Z'));
    expect(performance.now() - began).toBeLessThan(1000);
  });

  test('on a date that is both a holiday and an exception the exception wins', () => {
    const exceptions = [{ date: '2024-12-24', hours: [['09:00', '12:00']] as [string, string][] }];
    const time = businessTime(office({ holidays: ['2024-12-24', '2024-12-25'], exceptions }));
    expect(time.between(at('2024-12-24T00:00:00Z'), at('2024-12-26T00:00:00Z'))).toBe(3 * HOUR);
  });

  test('closed for years by holidays, and open again', () => {
    const days = Array.from({ length: 3 * 366 }, (_, day) => new Date(at('2024-01-01') + day * DAY));
    const holidays = days.map((day) => day.toISOString().slice(0, 10));
    const time = businessTime(office({ holidays }));
    expect(time.add(at('2023-12-29T15:00:00Z'), 2 * HOUR)).toBe(at('2027-01-04T09:00:00Z'));
  });

  test('what has no more hours to come never opens, at once', () => {
    const exceptions = [{ date: '2024-06-05', hours: [['10:00', '12:00']] as [string, string][] }];
    const time = businessTime(office({ weekly: {}, exceptions }));
    expect(time.add(at('1970-01-01T00:00:00Z'), 2 * HOUR)).toBe(at('2024-06-05T10:00:00Z'));
    expect(time.add(at('2024-06-05T10:00:00Z'), 1)).toBe('never_opens');
    expect(time.add(at('1970-01-01T00:00:00Z'), 2 * HOUR + 1)).toBe('never_opens');
  });

  test('bounds in a skipped hour are the end of the gap', () => {
    const time = businessTime(office({ weekly: { sun: [['02:15', '02:45'], ['02:50', '04:00']] } })); // prettier-ignore
    expect(time.between(at('2024-03-31T00:00:00Z'), at('2024-03-31T12:00:00Z'))).toBe(HOUR);
    expect(time.add(at('2024-03-31T00:00:00Z'), 1)).toBe(at('2024-03-31T01:00:00.001Z'));
  });

  test('in a repeated hour an opening is its first occurrence, a closing its second', () => {
    const count = (opens: string, closes: string) => {
      const time = businessTime(office({ weekly: { sun: [[opens, closes]] } }));
      return (time.between(at('2024-10-26T12:00:00Z'), at('2024-10-27T12:00:00Z')) as number) / 60_000;
    };
    expect(count('02:30', '04:00')).toBe(150);
    expect(count('01:00', '02:30')).toBe(150);
    // A closing belongs to the stretch it ends: 2 o'clock is not within the repeated hour.
    expect(count('01:00', '02:00')).toBe(60);
  });

  test('stretches that overlap through a repeated hour count no instant twice', () => {
    const time = businessTime(office({ weekly: { sun: [['01:00', '02:30'], ['02:40', '04:00']] } })); // prettier-ignore
    expect(time.between(at('2024-10-26T22:00:00Z'), at('2024-10-27T12:00:00Z'))).toBe(4 * HOUR);
  });

  test('a date that ends at a repeated midnight ends at the first', () => {
    const time = businessTime(office({ timeZone: 'America/Havana', weekly: { sat: [['00:00', '24:00']] } }));
    expect(time.between(at('2024-11-01T00:00:00Z'), at('2024-11-05T00:00:00Z'))).toBe(24 * HOUR);
  });

  test('equal calendars are worked out once, whoever read them', () => {
    expect(businessTime(office())).toBe(businessTime(office()));
  });

  test('around the clock, time is time', () => {
    expect(businessTime(null).add(5, 7)).toBe(12);
    expect(businessTime(null).between(5, 12)).toBe(7);
    expect(businessTime(null).between(12, 5)).toBe('end_before_start');
    expect(businessTime(office()).between(12, 5)).toBe('end_before_start');
  });
});
