import fc from 'fast-check';
import type { Calendar } from '#domain/sla/calendar';
import { minuteCounter, type MinuteCounter } from '#testkit/minute-counter';

const DAY = 86_400_000;
const LENGTH = 56 * DAY;

/** Eight weeks of a zone in which its clocks do something. In none is a whole hour strictly within a repeated one. */
const WINDOWS = [
  ['Europe/Berlin', '2024-03-04'],
  ['Europe/Berlin', '2024-10-07'],
  ['America/New_York', '2024-10-14'],
  ['Australia/Lord_Howe', '2024-03-18'],
  ['Australia/Lord_Howe', '2024-09-16'],
  ['America/Havana', '2024-10-14'],
  ['America/Sao_Paulo', '2017-10-02'],
  ['Pacific/Apia', '2011-12-12'],
  ['Africa/Casablanca', '2024-03-04'],
  ['Africa/Cairo', '2024-04-08'],
  ['Asia/Kathmandu', '2024-02-05'],
] as const;

/** A calendar with the first day (ms) of eight weeks in which to try it, and a counter of its minutes there. */
export interface CountedCalendar {
  readonly calendar: Calendar | null;
  readonly from: number;
  readonly minutes: MinuteCounter;
}

/** A way to draw a random calendar with whole hours, open on most days. */
const hours = fc
  .uniqueArray(fc.integer({ min: 0, max: 24 }), { minLength: 2, maxLength: 6 })
  .map((bounds) => bounds.sort((a, b) => a - b))
  .chain((bounds) =>
    fc.boolean().map((touching) =>
      bounds.flatMap((bound, at): [string, string][] => {
        const next = bounds[at + 1];
        return next === undefined || (!touching && at % 2 === 1) ? [] : [[clock(bound), clock(next)]];
      }),
    ),
  );

const closed = fc.constant<[string, string][]>([]);

const clock = (hour: number) => `${String(hour).padStart(2, '0')}:00`;

const calendarIn = ([timeZone, start]: readonly [string, string]): fc.Arbitrary<CountedCalendar> => {
  const from = Date.parse(`${start}T00:00:00Z`);
  const dates = fc
    .integer({ min: 0, max: LENGTH / DAY - 1 })
    .map((day) => new Date(from + day * DAY).toISOString().slice(0, 10));
  const day = fc.option(hours, { freq: 3, nil: undefined });
  return fc
    .record({
      weekly: fc.record({ mon: hours, tue: day, wed: hours, thu: day, fri: hours, sat: day, sun: hours }),
      holidays: fc.array(dates, { maxLength: 3 }),
      exceptions: fc.uniqueArray(fc.record({ date: dates, hours: fc.oneof(hours, closed) }), {
        maxLength: 3,
        selector: ({ date }) => date,
      }),
    })
    .map((drawn) => {
      const calendar = { timeZone, ...drawn };
      return { calendar, from, minutes: minuteCounter(calendar, from - 3 * DAY, from + LENGTH) };
    });
};

/** Random calendars with their minutes counted; each run draws its pool anew from the seed. */
export function countedCalendars(size: number, seed: number): CountedCalendar[] {
  return fc.sample(fc.oneof(...WINDOWS.map(calendarIn)), { numRuns: size, seed });
}

/** Around the clock, within the window of another. */
export const aroundTheClock = ({ from, minutes }: CountedCalendar): CountedCalendar => ({
  calendar: null,
  from,
  minutes: minuteCounter(null, minutes.from, minutes.to),
});
