import type { SelfCheckView } from '#domain/contracts/self-check';
import { formatNumber } from '../../shared/format/format-number.ts';
import type { Words } from '../../shared/i18n/use-words.ts';
import { stagesOf } from './stages.ts';

/** What a screen reader says when a self-check changed. */
export function announce(check: SelfCheckView, { t, locale }: Words): string {
  if (check.failure !== null) return t('system.announceFailed', { why: check.failure });
  const last = stagesOf(check).findLast((stage) => stage.state === 'done');
  if (!last) return '';
  return last.name === 'finished'
    ? t('system.announceFinished', { milliseconds: formatNumber(last.milliseconds ?? 0, locale) })
    : t('system.announceRunning', { stage: t(`system.stages.${last.name}.name`) });
}
