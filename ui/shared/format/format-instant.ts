import type { Locale } from '../i18n/locale.ts';
import { dateFormat } from './intl.ts';

const minutes = { hour: '2-digit', minute: '2-digit' } as const;
const dayMs = 86_400_000;

/** A time of day in the reader's zone: `09:12`. Instants are in ms. */
export const formatTimeOfDay = (at: number, locale: Locale) => dateFormat(locale, minutes).format(at);

/** The same to the second, where moments are compared: `21:20:22`. */
export const formatSeconds = (at: number, locale: Locale) =>
  dateFormat(locale, { ...minutes, second: '2-digit' }).format(at);

/**
 * An instant as it stands beside others: of today the time alone, of the days around it with its weekday (`Thu 09:00`),
 * further away its date (`12 Oct`), of another year with that (`12 Oct 2025`).
 */
export function formatShortInstant(at: number, now: number, locale: Locale): string {
  if (isSameDay(at, now, locale)) return formatTimeOfDay(at, locale);
  if (Math.abs(at - now) < 6 * dayMs) {
    return `${dateFormat(locale, { weekday: 'short' }).format(at)} ${formatTimeOfDay(at, locale)}`;
  }
  return formatDate(at, now, locale);
}

/** A date, with its year where that is another one: `12 Oct`. */
function formatDate(at: number, now: number, locale: Locale): string {
  const year = dateFormat(locale, { year: 'numeric' });
  const sameYear = year.format(at) === year.format(now);
  return dateFormat(locale, { day: 'numeric', month: 'short', ...(sameYear ? {} : { year: 'numeric' }) }).format(at);
}

/** A date with its weekday, for what is more than a day away: `Thu 26 Nov`. */
export function formatDay(at: number, now: number, locale: Locale): string {
  return `${dateFormat(locale, { weekday: 'short' }).format(at)} ${formatDate(at, now, locale)}`;
}

/** An instant that leaves nothing open, for what is shown on demand: `Tue 24 Nov 2026, 11:58:12 CET`. */
export function formatFullInstant(at: number, locale: Locale): string {
  const day = dateFormat(locale, { day: 'numeric', month: 'short', year: 'numeric' }).format(at);
  const time = dateFormat(locale, { ...minutes, second: '2-digit', timeZoneName: 'short' }).format(at);
  return `${dateFormat(locale, { weekday: 'short' }).format(at)} ${day}, ${time}`;
}

/** Whether two instants (ms) are of one day where the reader is. */
export const isSameDay = (one: number, other: number, locale: Locale) => dayOf(one, locale) === dayOf(other, locale);

const dayOf = (at: number, locale: Locale) =>
  dateFormat(locale, { year: 'numeric', month: '2-digit', day: '2-digit' }).format(at);
