import type { Calendar } from '#domain/sla/calendar';

const MINUTE = 60_000;
const WEEKDAYS = ['thu', 'fri', 'sat', 'sun', 'mon', 'tue', 'wed'] as const;

/** Opening hours by looking at the wall clock minute after minute: slow, and too simple to be wrong. */
export interface MinuteCounter {
  /** First and last instant (ms) it knows. */
  readonly from: number;
  readonly to: number;
  /** Whether the minute that holds an instant (ms) is open. */
  isOpen(instant: number): boolean;
  /** Open ms from one instant (ms) to another. */
  between(start: number, end: number): number;
  /** The earliest instant (ms) with so many ms (> 0) open since `start`; null if that is beyond `to`. */
  add(start: number, ms: number): number | null;
}

const wallClocks = new Map<string, Float64Array>();

/**
 * Count a calendar's minutes within a window (whole hours of UTC, ms); `null` is around the clock.
 *
 * Written without any of `domain/sla`, to be compared with it. It holds for calendars with bounds on whole minutes, none of
 * them strictly within a repeated hour.
 */
export function minuteCounter(calendar: Calendar | null, from: number, to: number): MinuteCounter {
  const open = new Uint8Array((to - from) / MINUTE);
  const before = new Float64Array(open.length + 1);
  const wall = calendar && wallClock(calendar.timeZone, from, to);
  for (let minute = 0; minute < open.length; minute += 1) {
    open[minute] = !calendar || isOpenAt(calendar, wall?.[minute] ?? 0) ? 1 : 0;
    before[minute + 1] = (before[minute] ?? 0) + (open[minute] ?? 0);
  }
  const minuteOf = (instant: number) => Math.floor((instant - from) / MINUTE);
  const isOpen = (instant: number) => open[minuteOf(instant)] === 1;
  const openUntil = (instant: number) =>
    (before[minuteOf(instant)] ?? NaN) * MINUTE + (isOpen(instant) ? (instant - from) % MINUTE : 0);
  return {
    from,
    to,
    isOpen,
    between: (start, end) => openUntil(end) - openUntil(start),
    add(start, ms) {
      let left = ms;
      for (let instant = start; instant < to;) {
        const next = Math.min(to, from + (minuteOf(instant) + 1) * MINUTE);
        if (isOpen(instant)) {
          if (left <= next - instant) return instant + left;
          left -= next - instant;
        }
        instant = next;
      }
      return null;
    },
  };
}

/** @param wall local time in minutes since 1970, as if it were UTC */
function isOpenAt({ weekly, holidays, exceptions }: Calendar, wall: number): boolean {
  const day = Math.floor(wall / 1440);
  const date = dates[day] ?? (dates[day] = new Date(day * 1440 * MINUTE).toISOString().slice(0, 10));
  const own = exceptions.find((exception) => exception.date === date);
  const hours = own ? own.hours : holidays.includes(date) ? [] : (weekly[WEEKDAYS[day % 7] ?? 'mon'] ?? []);
  const time = wall - day * 1440;
  return hours.some(([opens, closes]) => minutesOf(opens) <= time && time < minutesOf(closes));
}

const dates: Record<number, string> = {};
const minutesOf = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));

/** What the wall clock of a zone shows at each minute; asked for each quarter of an hour, on which all zones change. */
function wallClock(timeZone: string, from: number, to: number): Float64Array {
  const key = `${timeZone} ${from} ${to}`;
  const known = wallClocks.get(key);
  if (known) return known;
  // Swedish dates are ISO 8601.
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  const wall = new Float64Array((to - from) / MINUTE);
  for (let minute = 0; minute < wall.length; minute += 1)
    wall[minute] =
      minute % 15 === 0
        ? Date.parse(`${format.format(from + minute * MINUTE).replace(' ', 'T')}Z`) / MINUTE
        : (wall[minute - 1] ?? NaN) + 1;
  wallClocks.set(key, wall);
  return wall;
}
