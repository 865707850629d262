import { formatDuration } from '../../shared/format/format-duration.ts';
import type { MetClock } from '../../shared/clock/clock.ts';
import { strong } from '../../shared/message/told.ts';
import type { Teller, Told } from './teller.ts';

/** That a clock was met, and how long before or after it was due. No fact says so: it follows from the reply. */
export function tellMet({ t, locale }: Pick<Teller, 't' | 'locale'>, clock: MetClock): Told {
  const said = { metric: t(`clock.metric.${clock.metric}`), met: strong(t('timeline.met')) };
  if (clock.dueAt === null) return { icon: 'check-circle', sentence: t('timeline.metAtLast', said) };
  const leftMs = clock.dueAt - clock.metAt;
  const time = formatDuration(Math.abs(leftMs), locale, 'down');
  if (leftMs >= 0) return { icon: 'check-circle', sentence: t('timeline.metInTime', { ...said, time }) };
  return { icon: 'alert', sentence: t('timeline.metLate', { ...said, time }) };
}
