import { formatDuration } from '../format/format-duration.ts';
import { formatFullInstant, formatSeconds, formatShortInstant } from '../format/format-instant.ts';
import { formatNumber, formatPercent } from '../format/format-number.ts';
import { wordsOf } from '../i18n/i18n.ts';
import type { Locale } from '../i18n/locale.ts';
import type { ReasonLine } from './why-this-time.tsx';

/** What a due instant was reckoned from. Instants and amounts in ms. */
export interface Reckoning {
  readonly startedAt: number;
  /** What set the clock going, in words. */
  readonly startedBy: string;
  /** Name, version and target, in words. */
  readonly policy: string;
  readonly targetMs: number;
  /** Name, hours and zone, in words. */
  readonly calendar: string;
  /** By how much closed hours and pauses moved the due instant. */
  readonly closedMs: number;
  readonly warnings: readonly { readonly percent: number; readonly at: number }[];
  readonly dueAt: number;
}

/** A reckoning, line by line, as `WhyThisTime` shows it. */
export function reasonLines(of: Reckoning, now: number, locale: Locale): ReasonLine[] {
  const t = wordsOf(locale);
  const warnings = of.warnings.map(({ percent, at }) =>
    t('clock.warningsList', { percent: formatPercent(percent / 100, locale), at: formatShortInstant(at, now, locale) }),
  );
  return [
    { name: formatSeconds(of.startedAt, locale), text: of.startedBy },
    { name: t('clock.policy'), text: of.policy, amount: formatDuration(of.targetMs, locale, 'down') },
    { name: t('clock.calendar'), text: of.calendar, amount: `+ ${inMinutes(of.closedMs, locale)}` },
    { name: t('clock.warnings'), text: new Intl.ListFormat(locale.tag, { type: 'unit' }).format(warnings) },
    { name: t('clock.dueLabel'), text: formatFullInstant(of.dueAt, locale), isSum: true },
  ];
}

/** Closed hours are not told to the second: none are `0 min`. */
const inMinutes = (ms: number, locale: Locale) =>
  ms < 60_000 ? `${formatNumber(0, locale)} min` : formatDuration(ms, locale, 'down');
