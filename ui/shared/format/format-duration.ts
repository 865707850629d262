import type { Locale } from '../i18n/locale.ts';
import { numberFormat } from './intl.ts';

/** Whether what is left of a second counts as one: of time that is left yes, of time that has passed no. */
export type Rounding = 'up' | 'down';

/**
 * An amount of time (ms) as people say it: under a minute seconds (`8 s`), under an hour minutes (`14 min`), else hours and
 * minutes (`3 h 10`). The units are those of SI, the same in every language.
 */
export function formatDuration(ms: number, locale: Locale, rounding: Rounding): string {
  const seconds = Math.max(0, rounding === 'up' ? Math.ceil(ms / 1_000) : Math.floor(ms / 1_000));
  const whole = numberFormat(locale);
  if (seconds < 60) return `${whole.format(seconds)} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${whole.format(minutes)} min`;
  const rest = numberFormat(locale, { minimumIntegerDigits: 2 }).format(minutes % 60);
  return `${whole.format(Math.floor(minutes / 60))} h ${rest}`;
}
