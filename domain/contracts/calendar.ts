import { z } from 'zod';
import { calendar } from '../sla/calendar.ts';
import { withWhatWasSeen } from './as-seen.ts';
import { uuid } from './identifiers.ts';
import { personName } from './names.ts';

/** Business hours by name, as whoever manages the desk sees them. */
export const calendarView = z
  .strictObject({
    id: uuid,
    name: z.string(),
    /** Of today; null: none yet, or such that only newer code can read them. */
    hours: calendar.nullable(),
  })
  .meta({ id: 'Calendar', description: 'Business hours, by name.' });
/** See `calendarView`. */
export type CalendarView = z.infer<typeof calendarView>;

/** All of them, by name. */
export const calendarList = z.strictObject({ calendars: z.array(calendarView) }).meta({ id: 'CalendarList' });

/** Business hours as somebody makes them. Names that differ in case alone are one. */
export const createCalendarRequest = z
  .strictObject({ name: personName, hours: calendar })
  .meta({ id: 'CreateCalendar' });
/** See `createCalendarRequest`. */
export type CreateCalendarRequest = z.output<typeof createCalendarRequest>;

const calendarChanges = z.strictObject({ name: personName, hours: calendar }).partial();

/** What of them is changed; what is not named stays. Hours are replaced as a whole. */
export const changeCalendarRequest = withWhatWasSeen(calendarChanges, calendarChanges).meta({ id: 'ChangeCalendar' });
/** See `changeCalendarRequest`. */
export type ChangeCalendarRequest = z.output<typeof changeCalendarRequest>;
