import type { TFunction } from 'i18next';
import { formatDuration } from '../format/format-duration.ts';
import { formatDay, formatFullInstant, formatShortInstant } from '../format/format-instant.ts';
import { wordsOf } from '../i18n/i18n.ts';
import type { Locale } from '../i18n/locale.ts';
import type { IconName } from '../icon/shapes.tsx';
import { isRunningOut, usedShare, type Clock, type MetClock, type PausedClock, type RunningClock } from './clock.ts';

/** How a clock is coloured. Colour repeats what words and icon say. */
export type ClockTone = 'calm' | 'warn' | 'late' | 'paused' | 'met' | 'stuck' | 'none';

/** A clock in words: what stands there, its sign, its colour, and what it says when asked. */
export interface ClockWords {
  readonly text: string;
  /** Names the instant and the reason. */
  readonly title: string;
  readonly tone: ClockTone;
  /** `ring` is a pie of the share that is used. */
  readonly icon: IconName | 'ring';
  /** Of the target (1 = all); 0 where there is none. */
  readonly share: number;
}

/** On a row and in a head the words name the metric; beside a bar its name stands already. */
export type ClockForm = 'row' | 'bar';

interface Saying {
  readonly now: number;
  readonly locale: Locale;
  readonly form: ClockForm;
  readonly t: TFunction;
}

const dayMs = 86_400_000;

/** What a clock says at an instant (ms). Pure: the same arguments give the same words. */
export function clockWords(clock: Clock, now: number, locale: Locale, form: ClockForm = 'row'): ClockWords {
  const saying: Saying = { now, locale, form, t: wordsOf(locale) };
  switch (clock.state) {
    case 'running':
      return clock.dueAt <= now ? sayLate(clock, saying) : sayRunning(clock, saying);
    case 'paused':
      return sayPaused(clock, saying);
    case 'met':
      return sayMet(clock, saying);
    case 'cancelled': {
      const metric = saying.t(`clock.metric.${clock.metric}`);
      const title = saying.t('clock.title.cancelled', { metric });
      return { text: saying.t('clock.cancelled'), title, tone: 'none', icon: 'none', share: usedShare(clock, now) };
    }
    default:
      return sayBeforeClocks(clock, saying);
  }
}

function sayRunning(clock: RunningClock, { now, locale, form, t }: Saying): ClockWords {
  const share = usedShare(clock, now);
  const isNear = clock.dueAt - now < dayMs;
  const time = formatDuration(clock.dueAt - now, locale, 'up');
  const date = formatDay(clock.dueAt, now, locale);
  const act = t(`clock.act.${clock.metric}`);
  const onRow = isNear ? t('clock.in', { act, time }) : t('clock.by', { act, date });
  const atBar = isNear ? t('clock.left', { time }) : t('clock.leftUntil', { date });
  return {
    text: form === 'row' ? onRow : atBar,
    title: t('clock.title.due', {
      metric: t(`clock.metric.${clock.metric}`),
      instant: formatFullInstant(clock.dueAt, locale),
    }),
    tone: isRunningOut(clock, share) ? 'warn' : 'calm',
    icon: 'ring',
    share,
  };
}

function sayLate(clock: RunningClock, { now, locale, t }: Saying): ClockWords {
  const isNear = now - clock.dueAt < dayMs;
  return {
    text: isNear
      ? t('clock.lateBy', { time: formatDuration(now - clock.dueAt, locale, 'down') })
      : t('clock.lateSince', { date: formatDay(clock.dueAt, now, locale) }),
    title: t('clock.title.wasDue', {
      metric: t(`clock.metric.${clock.metric}`),
      instant: formatFullInstant(clock.dueAt, locale),
    }),
    tone: 'late',
    icon: 'alert',
    share: usedShare(clock, now),
  };
}

function sayPaused(clock: PausedClock, { now, t }: Saying): ClockWords {
  const share = usedShare(clock, now);
  const status = t(`ticket.statusInSentence.${clock.status}`);
  const title = t('clock.title.paused', { metric: t(`clock.metric.${clock.metric}`), status });
  if (clock.isBreached) return { text: t('clock.latePaused', { status }), title, tone: 'late', icon: 'alert', share };
  return { text: t('clock.paused', { status }), title, tone: 'paused', icon: 'pause', share };
}

function sayMet(clock: MetClock, { now, locale, form, t }: Saying): ClockWords {
  const share = usedShare(clock, now);
  const title = t('clock.title.met', {
    metric: t(`clock.metric.${clock.metric}`),
    instant: formatFullInstant(clock.metAt, locale),
  });
  const lateMs = clock.dueAt === null ? 0 : clock.metAt - clock.dueAt;
  if (clock.isBreached || lateMs > 0)
    return { text: sayMetLate(clock, lateMs, { now, locale, form, t }), title, tone: 'calm', icon: 'alert', share };
  const at = formatShortInstant(clock.metAt, now, locale);
  const text = form === 'bar' ? t('clock.metAt', { at }) : t('clock.met');
  return { text, title, tone: 'met', icon: 'check-circle', share };
}

function sayMetLate({ dueAt }: MetClock, lateMs: number, { now, locale, t }: Saying): string {
  if (dueAt === null || lateMs <= 0) return t('clock.metAfterBreach');
  return lateMs < dayMs
    ? t('clock.metLate', { time: formatDuration(lateMs, locale, 'down') })
    : t('clock.metLateOf', { date: formatDay(dueAt, now, locale) });
}

function sayBeforeClocks(
  clock: Extract<Clock, { state: 'held' | 'snoozed' | 'stuck' | 'none' }>,
  { now, locale, t }: Saying,
): ClockWords {
  switch (clock.state) {
    case 'held': {
      const left = clock.until - now;
      const text = left > 0 ? t('clock.sending', { time: formatDuration(left, locale, 'up') }) : t('clock.sendingNow');
      const title = t('clock.title.held', { instant: formatFullInstant(clock.until, locale) });
      return { text, title, tone: 'calm', icon: 'undo', share: 0 };
    }
    case 'snoozed': {
      const title = t('clock.title.snoozed', { instant: formatFullInstant(clock.until, locale) });
      const text = t('clock.back', { at: formatShortInstant(clock.until, now, locale) });
      return { text, title, tone: 'calm', icon: 'moon', share: 0 };
    }
    case 'stuck': {
      const title = t('clock.title.stuck', { instant: formatFullInstant(clock.since, locale) });
      const text = t('clock.stuck', { at: formatShortInstant(clock.since, now, locale) });
      return { text, title, tone: 'stuck', icon: 'stuck', share: 0 };
    }
    case 'none':
      return { text: t('clock.none'), title: t('clock.title.none'), tone: 'none', icon: 'none', share: 0 };
  }
}
