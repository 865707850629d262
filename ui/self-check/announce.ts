import type { SelfCheckView } from '#domain/contracts/self-check';
import { catalogue } from '../shared/catalogue.ts';
import { formatNumber } from '../shared/format-time.ts';
import { stagesOf } from './stages.ts';

/** What a screen reader says when a self-check changed. */
export function announce(check: SelfCheckView): string {
  if (check.failure !== null) return catalogue.announceFailed(check.failure);
  const last = stagesOf(check).findLast((stage) => stage.state === 'done');
  if (!last) return '';
  return last.name === 'finished'
    ? catalogue.announceFinished(formatNumber(last.milliseconds ?? 0))
    : catalogue.announceRunning(catalogue.stages[last.name].name);
}
