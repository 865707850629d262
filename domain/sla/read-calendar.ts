import { calendar, type Calendar } from './calendar.ts';
import { z } from 'zod';

const [weekly, exceptions] = [calendar.shape.weekly.shape, calendar.shape.exceptions];
/** Keys that are not known are left out, everything else is as strict as ever. */
const knownParts = z.object({
  ...calendar.shape,
  weekly: z.object(weekly),
  exceptions: z.preprocess(onlyDateAndHours, exceptions),
});

/**
 * A calendar as any version of the code may have stored it. Never throws.
 *
 * What newer code added beside the hours is passed over. Hours, dates or a zone that cannot be read make the whole
 * `unreadable`: with a part of its hours it would be open at other times than anybody meant.
 */
export function readCalendar(stored: unknown): Calendar | 'unreadable' {
  return knownParts.safeParse(stored).data ?? 'unreadable';
}

function onlyDateAndHours(days: unknown): unknown {
  if (!Array.isArray(days)) return days;
  return days.map((day: unknown) => {
    if (typeof day !== 'object' || day === null || !('date' in day) || !('hours' in day)) return day;
    return { date: day.date, hours: day.hours };
  });
}
