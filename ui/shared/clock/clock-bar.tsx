import { use, type CSSProperties, type ReactNode } from 'react';
import { formatDuration } from '../format/format-duration.ts';
import { formatShortInstant } from '../format/format-instant.ts';
import { formatPercent } from '../format/format-number.ts';
import { useWords, type Words } from '../i18n/use-words.ts';
import { FixedNow, secondOf } from '../time/at-now.ts';
import { ClockChip } from './clock-chip.tsx';
import './clock-bar.css';
import type { SlaClock } from './clock.ts';
import { gaugeOf } from './gauge.ts';
import { useClockWords } from './use-clock-words.ts';

interface ClockBarProps {
  readonly clock: SlaClock;
  /** What stands beside when it is due: the question why. */
  readonly why?: ReactNode;
}

/** One clock of a ticket as a bar, with its name, its words, where it began and when it is due. */
export function ClockBar({ clock, why }: ClockBarProps) {
  const words = useWords();
  const { t } = words;
  const { text, tone, share } = useClockWords(clock, 'bar');
  const now = secondOf(use(FixedNow));
  const metric = t(`clock.metric.${clock.metric}`);
  const percent = formatPercent(share, words.locale);
  return (
    <div className={`clock ${tone}`}>
      <div className="top">
        <span className="name">{metric}</span>
        <ClockChip clock={clock} form="bar" />
      </div>
      <Bar clock={clock} now={now} label={t('clock.used', { metric, words: text, percent })} words={words} />
      <div className="ends">
        <span>{formatShortInstant(clock.startedAt, now, words.locale)}</span>
        <span className="due-at">
          {rightEnd(clock, now, words)}
          {why}
        </span>
      </div>
    </div>
  );
}

interface BarProps {
  readonly clock: SlaClock;
  readonly now: number;
  readonly label: string;
  readonly words: Words;
}

function Bar({ clock, now, label, words: { t, locale } }: BarProps) {
  const { used, now: needle, due, over, ticks } = gaugeOf(clock, now);
  return (
    <div className="gauge" role="img" aria-label={label}>
      {over !== null && <i className="over" style={{ left: `${over}%` }} />}
      <i className="used" style={{ width: `${used}%` }} />
      {ticks.map(({ percent, at, isAhead }) => (
        <i
          key={percent}
          className={isAhead ? 'tick ahead' : 'tick'}
          style={{ left: `${at}%` }}
          title={t('clock.warningAt', { percent: formatPercent(percent / 100, locale) })}
        />
      ))}
      <i className="due" style={within(due, 2)} />
      <i className="now" style={{ left: `clamp(2px, ${needle}%, calc(100% - 2px))` }} />
    </div>
  );
}

/** A mark of this width (px) that ends at the share, so that it stays inside at 100 %. */
const within = (percent: number, width: number): CSSProperties => ({ left: `calc(${percent}% - ${width}px)` });

function rightEnd(clock: SlaClock, now: number, { t, locale }: Words): string {
  if (clock.state === 'paused') {
    const time = formatDuration(Math.max(0, clock.targetMs - clock.usedMs), locale, 'up');
    return t('clock.goesOnWith', { time });
  }
  if (clock.state === 'cancelled' || clock.dueAt === null) return '';
  const at = formatShortInstant(clock.dueAt, now, locale);
  const isPast = clock.dueAt <= (clock.state === 'met' ? clock.metAt : now);
  return isPast ? t('clock.wasDue', { at }) : t('clock.due', { at });
}
