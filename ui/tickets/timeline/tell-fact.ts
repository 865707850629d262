import { METRICS } from '#domain/tickets/words';
import { formatDuration } from '../../shared/format/format-duration.ts';
import { formatShortInstant } from '../../shared/format/format-instant.ts';
import { formatPercent } from '../../shared/format/format-number.ts';
import { strong } from '../../shared/message/told.ts';
import { because, withReason } from './because.ts';
import { tellField } from './tell-field.ts';
import { tellOperation } from './tell-operation.ts';
import { tellOpening } from './tell-opening.ts';
import { byWhom, flowNameOf, numberIn, numberOf, oneOf, textIn, textsIn, type Teller, type Told, type ToldFact } from './teller.ts'; // prettier-ignore

/** Who reads within this did not read late (ms). */
const atOnceMs = 60_000;

/**
 * A fact in words; null: nothing that a line of its own must say, since the thread says it. A type that this page does not
 * know is told by a neutral line.
 */
export function tellFact(teller: Teller, fact: ToldFact): Told | null {
  const told = tellKnown(teller, fact);
  if (told === undefined) return { icon: 'more', sentence: teller.t('timeline.unknown', { type: strong(fact.type) }) };
  if (told === null || fact.cause.kind !== 'flow') return told;
  const sentence = withReason(teller, told.sentence, because(teller, numberIn(fact.cause, 'run')));
  return { ...told, icon: 'flow', sentence };
}

/** Undefined: the type is not known. */
function tellKnown(teller: Teller, fact: ToldFact): Told | null | undefined {
  const { t } = teller;
  const { type, data } = fact;
  const by = byWhom(teller, fact);
  const ticket = () => numberOf(teller, textIn(data, 'into') ?? textIn(data, 'from') ?? textIn(data, 'ticketId'));
  switch (type) {
    case 'message':
    case 'released':
    case 'unsent':
      return null;
    case 'created':
      return tellOpening(teller, fact);
    case 'delivery':
      return tellDelivery(teller, fact);
    case 'policy': {
      const policy = teller.names.policies[textIn(data, 'to') ?? ''];
      const sentence = policy ? t('timeline.policy', { name: strong(policy.name) }) : t('timeline.noPolicy');
      return { icon: 'clock', sentence };
    }
    case 'flows': {
      const added = textsIn(data, 'added');
      const names = added.map((id) => flowNameOf(teller, id)).join(', ');
      return { icon: 'flow', sentence: t('timeline.flows', { count: added.length, names }) };
    }
    case 'merged':
      return { icon: 'merge', sentence: t('timeline.merged', { number: ticket(), by }) };
    case 'unmerged':
      return { icon: 'undo', sentence: t('timeline.unmerged', { number: ticket(), by }) };
    case 'absorbed':
      return { icon: 'merge', sentence: t('timeline.absorbed', { number: ticket(), by }) };
    case 'gave_back':
      return { icon: 'undo', sentence: t('timeline.gaveBack', { number: ticket(), by }) };
    case 'followed_up':
      return { icon: 'forward', sentence: t('timeline.followedUp', { number: ticket() }) };
    case 'sla_warning':
    case 'sla_breached':
      return tellMark(teller, fact);
    case 'operation':
      return tellOperation(teller, fact);
    case 'loop':
      return {
        icon: 'stuck',
        sentence: t('timeline.loop', { name: flowNameOf(teller, textIn(data, 'flowVersionId')) }),
      };
    default:
      return tellField(teller, fact);
  }
}

/** What was sent says so itself, under its message. */
function tellDelivery(teller: Teller, fact: ToldFact): Told | null | undefined {
  const { t } = teller;
  switch (textIn(fact.data, 'outcome')) {
    case 'failed':
      return { icon: 'bounce', sentence: t('timeline.notDelivered'), isLate: true };
    case 'unknown':
      return { icon: 'stuck', sentence: t('timeline.perhapsDelivered') };
    case 'sent':
      if (fact.cause.kind !== 'person') return null;
      return { icon: 'check', sentence: t('timeline.arrived', { by: byWhom(teller, fact) }) };
    default:
      return undefined;
  }
}

/** A warning or a breach: what a clock reached, and if it was written down late, how late. */
function tellMark({ t, locale, now }: Teller, { type, data, at }: ToldFact): Told | undefined {
  const metric = oneOf(METRICS, data['metric']);
  const dueAt = numberIn(data, 'dueAt');
  if (!metric || dueAt === undefined) return undefined;
  const name = t(`clock.metric.${metric}`);
  if (type === 'sla_warning') {
    const percent = strong(formatPercent((numberIn(data, 'percent') ?? 0) / 100, locale));
    return { icon: 'clock', sentence: t('timeline.warning', { metric: name, percent }) };
  }
  const [late, due] = [strong(t('timeline.late')), formatShortInstant(dueAt, now, locale)];
  const breached = t('timeline.breached', { metric: name, late, at: due });
  const afterMs = Date.parse(at) - dueAt;
  if (afterMs < atOnceMs) return { icon: 'alert', sentence: breached, isLate: true };
  const recorded = t('timeline.recordedLate', { time: formatDuration(afterMs, locale, 'down') });
  return { icon: 'alert', sentence: `${breached}, ${recorded}`, isLate: true };
}
