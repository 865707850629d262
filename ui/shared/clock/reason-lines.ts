import { formatDuration } from '../format/format-duration.ts';
import { formatFullInstant, formatSeconds, formatShortInstant, isSameDay } from '../format/format-instant.ts';
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
  readonly warnings: readonly { readonly percent: number; readonly at: number }[];
  /** When it stood still and why, in words, oldest first; the last may go on. */
  readonly pauses: readonly { readonly from: number; readonly to: number | null; readonly because: string }[];
  /** Null: nobody knows, since it stands still. */
  readonly dueAt: number | null;
  /** How much of the target is left, for when it stands still. */
  readonly leftMs: number;
}

/** A reckoning, line by line, as `WhyThisTime` shows it. */
export function reasonLines(of: Reckoning, now: number, locale: Locale): ReasonLine[] {
  const t = wordsOf(locale);
  const { startedAt, targetMs, dueAt } = of;
  const short = (at: number) => formatShortInstant(at, now, locale);
  const warnings = of.warnings.map(({ percent, at }) =>
    t('clock.warningsList', { percent: formatPercent(percent / 100, locale), at: short(at) }),
  );
  const pauses = of.pauses.map(({ from, to, because }): ReasonLine => {
    const said = { from: short(from), because };
    const name = t('clock.stoodStill');
    if (to === null) return { name, text: t('clock.standsStillSince', said) };
    return {
      name,
      text: t('clock.stoodStillFor', { ...said, to: short(to) }),
      amount: `+ ${inMinutes(to - from, locale)}`,
    };
  });
  const closed = closedMs(of);
  const left = t('clock.goesOnWith', { time: formatDuration(Math.max(0, of.leftMs), locale, 'up') });
  return [
    {
      name: isSameDay(startedAt, now, locale) ? formatSeconds(startedAt, locale) : short(startedAt),
      text: of.startedBy,
    },
    { name: t('clock.policy'), text: of.policy, amount: formatDuration(targetMs, locale, 'down') },
    {
      name: t('clock.calendar'),
      text: of.calendar,
      ...(closed !== null && { amount: `+ ${inMinutes(closed, locale)}` }),
    },
    ...pauses,
    ...(warnings.length > 0
      ? [{ name: t('clock.warnings'), text: new Intl.ListFormat(locale.tag, { type: 'unit' }).format(warnings) }]
      : []),
    { name: t('clock.dueLabel'), text: dueAt === null ? left : formatFullInstant(dueAt, locale), isSum: true },
  ];
}

/** By how much closed hours moved the due instant: what is left of the way there beside target and pauses; null: not known. */
function closedMs({ startedAt, targetMs, dueAt, pauses }: Reckoning): number | null {
  if (dueAt === null) return null;
  const stoodMs = pauses.reduce((sum, { from, to }) => sum + Math.max(0, Math.min(to ?? dueAt, dueAt) - from), 0);
  return Math.max(0, dueAt - startedAt - targetMs - stoodMs);
}

/** Closed hours are not told to the second: none are `0 min`. */
const inMinutes = (ms: number, locale: Locale) =>
  ms < 60_000 ? `${formatNumber(0, locale)} min` : formatDuration(ms, locale, 'down');
