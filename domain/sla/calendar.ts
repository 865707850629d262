import { IANAZone } from 'luxon';
import { z } from 'zod';

/** Local wall-clock time to the minute; `24:00` is the end of a date. */
const timeOfDay = z
  .string()
  .regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/, 'is not a time of day between 00:00 and 24:00');

/** Opening (held) and closing (not held) of one stretch; times of one width compare as text. */
const openingHours = z
  .tuple([timeOfDay, timeOfDay])
  .refine(([opens, closes]) => opens < closes, 'must open before it closes');

/** What a date has of hours: sorted, may touch, never overlap. None means closed. */
const hoursOfDay = z
  .array(openingHours)
  .refine(
    (hours) => hours.every(([opens], at) => opens >= (hours[at - 1]?.[1] ?? opens)),
    'must be sorted and must not overlap',
  );

const localDate = z.iso.date();

/** A name from the IANA database; offsets such as `+02:00` are refused, since they know no summer time. */
const timeZone = z
  .string()
  .refine((name) => /^[A-Za-z]/.test(name) && IANAZone.isValidZone(name), 'is not an IANA time zone');

/** Twenty years of fifty days each. */
const mostDays = 1_000;

/**
 * Business hours: when the clocks of a policy count.
 *
 * `exceptions` replace all hours of a local date, `holidays` close one; on a date in both the exception wins. The reading
 * of bounds in skipped and repeated hours is that of `vectors/business-time/README.md`.
 */
export const calendar = z.strictObject({
  timeZone,
  weekly: z.strictObject({
    mon: hoursOfDay.optional(),
    tue: hoursOfDay.optional(),
    wed: hoursOfDay.optional(),
    thu: hoursOfDay.optional(),
    fri: hoursOfDay.optional(),
    sat: hoursOfDay.optional(),
    sun: hoursOfDay.optional(),
  }),
  holidays: z.array(localDate).max(mostDays).default([]),
  exceptions: z
    .array(z.strictObject({ date: localDate, hours: hoursOfDay }))
    .max(mostDays)
    .refine((days) => new Set(days.map(({ date }) => date)).size === days.length, 'names a date twice')
    .default([]),
});
export type Calendar = z.infer<typeof calendar>;

/** Whether a calendar has no opening hours at all: a policy may not use it, since its clocks would stand still for ever. */
export const neverOpens = ({ weekly, exceptions }: Calendar): boolean =>
  Object.values(weekly).every((hours) => !hours?.length) && exceptions.every(({ hours }) => hours.length === 0);
