import { formatShortInstant } from '../../shared/format/format-instant.ts';
import { strong } from '../../shared/message/told.ts';
import { catalogue } from '../../catalogue/catalogue.ts';
import { because, withReason } from './because.ts';
import { flowNameOf, numberIn, type Teller, type Told, type ToldStep } from './teller.ts';

/** What steps come between: nothing that anybody would see happen. */
const silent: ReadonlySet<string> = new Set(['not_started', 'split', 'left', 'again', 'released', 'ended']);

type Refusal = keyof typeof catalogue.en.timeline.refusal;
const isRefusal = (reason: string): reason is Refusal => Object.hasOwn(catalogue.en.timeline.refusal, reason);

/** A step of a flow in words; null: nothing to be seen happened. One that this page does not know is told by a neutral line. */
export function tellStep(teller: Teller, { step }: ToldStep): Told | null {
  const { t, names, now, locale } = teller;
  const { what, run, reason, flowVersionId } = step;
  if (silent.has(what)) return null;
  const node = names.flows[flowVersionId]?.nodes[step.node];
  const said = { name: flowNameOf(teller, flowVersionId), node: strong(node?.title ?? step.node) };
  const why = reason === undefined || !isRefusal(reason) ? reason : t(`timeline.refusal.${reason}`);
  switch (what) {
    case 'started':
      return { icon: 'flow', sentence: withReason(teller, t('timeline.step.started', said), because(teller, run)) };
    case 'went':
      return node?.type === 'notify' ? { icon: 'flow', sentence: t('timeline.step.told', said) } : null;
    case 'waits': {
      const until = numberIn(step, 'until');
      if (until === undefined || until <= now) return null;
      const at = strong(formatShortInstant(until, now, locale));
      return { icon: 'flow', sentence: t('timeline.step.waits', { ...said, at }) };
    }
    case 'failed':
      return { icon: 'flow', sentence: withReason(teller, t('timeline.step.failed', said), why) };
    case 'stuck':
      return { icon: 'stuck', sentence: withReason(teller, t('timeline.step.stuck', said), why) };
    case 'skipped':
      return { icon: 'flow', sentence: t('timeline.step.skipped', said) };
    case 'retried':
      return { icon: 'flow', sentence: t('timeline.step.retried', said) };
    case 'migrated':
      return { icon: 'flow', sentence: t('timeline.step.migrated', said) };
    case 'stopped':
      return { icon: 'flow', sentence: withReason(teller, t('timeline.step.stopped', said), why) };
    default:
      return { icon: 'more', sentence: t('timeline.step.unknown', { ...said, type: what }) };
  }
}
