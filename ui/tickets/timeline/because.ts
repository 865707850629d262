import { METRICS } from '#domain/tickets/words';
import { formatPercent } from '../../shared/format/format-number.ts';
import { numberIn, oneOf, textIn, type Teller, type ToldFact } from './teller.ts';

const changes = ['status', 'priority', 'assignee', 'tags'] as const;

/** Why a run of a flow began, by the fact that started it; undefined: that fact is not on the pages that are there. */
export function because({ t, locale, factAt }: Teller, run: number | undefined): string | undefined {
  const fact = run === undefined ? undefined : factAt(run);
  if (!fact) return undefined;
  const { type, data } = fact;
  const change = oneOf(changes, type);
  if (change) return t(`timeline.because.${change}`);
  switch (type) {
    case 'created':
      return t('timeline.because.created');
    case 'message':
    case 'released':
      return t(isCustomers(fact) ? 'timeline.because.customerReplied' : 'timeline.because.agentReplied');
    case 'delivery':
      return t('timeline.because.bounced');
    case 'operation':
      return t('timeline.because.byHand');
    case 'sla_warning':
    case 'sla_breached': {
      const metric = oneOf(METRICS, data['metric']);
      if (!metric) return undefined;
      const named = { metric: t(`clock.metric.${metric}`) };
      if (type === 'sla_breached') return t('timeline.because.breached', named);
      const percent = formatPercent((numberIn(data, 'percent') ?? 0) / 100, locale);
      return t('timeline.because.warning', { ...named, percent });
    }
    default:
      return undefined;
  }
}

const isCustomers = ({ data }: ToldFact) => textIn(data, 'by') === 'customer';

/** A sentence with why it came to be, if that is known. */
export const withReason = ({ t }: Teller, what: string, why: string | undefined): string =>
  why === undefined ? what : t('timeline.reason', { what, why });
