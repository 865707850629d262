import type { Locale } from '../i18n/locale.ts';
import { numberFormat } from './intl.ts';

/** A whole number with separators: `1,288`. */
export const formatNumber = (value: number, locale: Pick<Locale, 'tag'>) =>
  numberFormat(locale).format(Math.round(value));

/** A share between 0 and 1, or above, in percent: `77 %`, as each language spaces it. */
export const formatPercent = (share: number, locale: Pick<Locale, 'tag'>) =>
  numberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }).format(share);

/** The size of a file: `184 kB`, `2.1 MB`. */
export function formatBytes(bytes: number, locale: Pick<Locale, 'tag'>): string {
  const [unit, divisor] =
    bytes >= 1_000_000
      ? (['megabyte', 1_000_000] as const)
      : bytes >= 1_000
        ? (['kilobyte', 1_000] as const)
        : (['byte', 1] as const);
  const value = bytes / divisor;
  const maximumFractionDigits = unit === 'megabyte' && value < 10 ? 1 : 0;
  // The short form of a byte knows no plural.
  const unitDisplay = unit === 'byte' ? 'long' : 'short';
  return numberFormat(locale, { style: 'unit', unit, unitDisplay, maximumFractionDigits }).format(value);
}
