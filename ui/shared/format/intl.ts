import type { Locale } from '../i18n/locale.ts';

const dates = new Map<string, Intl.DateTimeFormat>();
const numbers = new Map<string, Intl.NumberFormat>();

/** A formatter of instants, made once per locale and kind: making one takes a hundred times as long as using it. */
export function dateFormat({ tag, timeZone }: Locale, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([tag, timeZone, options]);
  const format = dates.get(key) ?? new Intl.DateTimeFormat(tag, { timeZone, ...options });
  dates.set(key, format);
  return format;
}

/** A formatter of numbers, made once per locale and kind. */
export function numberFormat({ tag }: Pick<Locale, 'tag'>, options: Intl.NumberFormatOptions = {}): Intl.NumberFormat {
  const key = JSON.stringify([tag, options]);
  const format = numbers.get(key) ?? new Intl.NumberFormat(tag, options);
  numbers.set(key, format);
  return format;
}
