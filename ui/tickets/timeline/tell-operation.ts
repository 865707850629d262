import { strong } from '../../shared/message/told.ts';
import { byWhom, flowNameOf, textIn, type Teller, type Told, type ToldFact } from './teller.ts';

const plain = {
  pause: 'timeline.flowsPaused',
  resume: 'timeline.flowsResumed',
  skip: 'timeline.stepSkipped',
  retry: 'timeline.stepRetried',
} as const;

const isPlain = (act: string): act is keyof typeof plain => Object.hasOwn(plain, act);

/** An operator's act on the flows of a ticket; undefined: one that this page does not know. */
export function tellOperation(teller: Teller, fact: ToldFact): Told | undefined {
  const { t, names } = teller;
  const by = byWhom(teller, fact);
  const act = textIn(fact.data, 'act') ?? '';
  if (isPlain(act)) return { icon: 'gear', sentence: t(plain[act], { by }) };
  if (act === 'run') {
    const name = flowNameOf(teller, textIn(fact.data, 'flowVersionId'));
    return { icon: 'flow', sentence: t('timeline.flowStartedByHand', { name, by }) };
  }
  if (act !== 'migrate') return undefined;
  const to = textIn(fact.data, 'to');
  const version = strong(t('timeline.version', { version: names.flows[to ?? '']?.version ?? '' }));
  return { icon: 'flow', sentence: t('timeline.flowMigrated', { name: flowNameOf(teller, to), version, by }) };
}
