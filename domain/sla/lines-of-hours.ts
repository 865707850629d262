import type { Calendar } from './calendar.ts';

/** Business hours, as the audit log reads them: a line for the zone, and one for each day that is named. */
export const linesOfHours = ({ timeZone, weekly, holidays, exceptions }: Calendar): string[] => [
  timeZone,
  ...Object.entries(weekly).map(([day, hours]) => `${day} ${toldOf(hours)}`),
  ...holidays.map((date) => `${date} ${toldOf([])}`),
  ...exceptions.map(({ date, hours }) => `${date} ${toldOf(hours)}`),
];
const toldOf = (hours: readonly (readonly [string, string])[] = []): string =>
  hours.length === 0 ? '–' : hours.map(([opens, closes]) => `${opens}–${closes}`).join(' ');
