import { businessTime } from '../sla/business-time.ts';
import type { Calendar } from '../sla/calendar.ts';
import type { NoticeMail } from './words.ts';

/** When somebody wants no mail: from a time of day to another, maybe past midnight, by their clock. */
export interface QuietHours {
  /** `HH:MM` */
  readonly from: string;
  readonly to: string;
  /** IANA */
  readonly timeZone: string;
}

const minute = 60_000;
const hour = 60 * minute;
/** What follows at once on a ticket goes with the same mail. */
const GROUPED_MS = minute;

/**
 * When mail of an event goes out: after a minute, so that one mail tells all that follows at once, or with the next full
 * hour; in quiet hours not before they end.
 *
 * @param at when it happened; instants in ms
 * @returns null: never
 */
export function mailTime(at: number, mail: NoticeMail, quiet: QuietHours | null): number | null {
  if (mail === 'none') return null;
  const wanted = mail === 'at_once' ? at + GROUPED_MS : (Math.floor(at / hour) + 1) * hour;
  return quiet === null ? wanted : endOfQuiet(wanted, quiet);
}

/** Whether somebody wants no mail at an instant (ms), also if it was due before and was held up. */
export const isQuiet = (at: number, quiet: QuietHours | null): boolean => quiet !== null && endOfQuiet(at, quiet) > at;

/** The first instant from this one on that is not quiet. */
function endOfQuiet(at: number, quiet: QuietHours): number {
  if (quiet.from === quiet.to) return at;
  // To the end of the next millisecond in which mail may go, and back.
  const end = businessTime(wakingHours(quiet)).add(at, 1);
  return end === 'never_opens' ? at : end - 1;
}

/** Business hours that are open whenever it is not quiet. */
function wakingHours({ from, to, timeZone }: QuietHours): Calendar {
  const hours: [string, string][] =
    from < to
      ? (
          [
            ['00:00', from],
            [to, '24:00'],
          ] as [string, string][]
        ).filter(([opens, closes]) => opens < closes)
      : [[to, from]];
  const weekly = { mon: hours, tue: hours, wed: hours, thu: hours, fri: hours, sat: hours, sun: hours };
  return { timeZone, weekly, holidays: [], exceptions: [] };
}
