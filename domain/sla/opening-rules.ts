import type { Calendar } from './calendar.ts';
import { DAY, MINUTE } from './milliseconds.ts';

/** One stretch of a local date: ms after its midnight, as the wall clock shows them. */
export type Stretch = readonly [opens: number, closes: number];

/** A calendar as a table that is looked up by local day (days since 1970-01-01). */
export interface OpeningRules {
  stretchesOf(day: number): readonly Stretch[];
  /** Whether no stretch can lie between two local days, both included: known without looking at each. */
  surelyClosed(firstDay: number, lastDay: number): boolean;
  /** The last local day on which anything can open; Infinity if hours repeat each week. */
  readonly lastDay: number;
}

/** 1970-01-01 was a Thursday. */
const WEEKDAYS = ['thu', 'fri', 'sat', 'sun', 'mon', 'tue', 'wed'] as const;

/** Read a calendar's text once. */
export function openingRules({ weekly, holidays, exceptions }: Calendar): OpeningRules {
  const week = WEEKDAYS.map((name) => (weekly[name] ?? []).map(stretch));
  const special = new Map<number, readonly Stretch[]>([
    ...holidays.map((date) => [dayOf(date), []] as const),
    ...exceptions.map(({ date, hours }) => [dayOf(date), hours.map(stretch)] as const),
  ]);
  const isWeekly = week.some((stretches) => stretches.length > 0);
  const openSpecials = [...special].filter(([, stretches]) => stretches.length > 0).map(([day]) => day);
  return {
    stretchesOf: (day) => special.get(day) ?? week[((day % 7) + 7) % 7] ?? [],
    surelyClosed: (first, last) => !isWeekly && !openSpecials.some((day) => day >= first && day <= last),
    lastDay: isWeekly ? Infinity : Math.max(-Infinity, ...openSpecials),
  };
}

const dayOf = (date: string) => Date.parse(`${date}T00:00:00Z`) / DAY;
const stretch = ([opens, closes]: readonly [string, string]): Stretch => [timeOf(opens), timeOf(closes)];
const timeOf = (text: string) => (Number(text.slice(0, 2)) * 60 + Number(text.slice(3))) * MINUTE;
