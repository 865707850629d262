import { CHANNELS } from '#domain/tickets/words';
import type { IconName } from '../../shared/icon/shapes.tsx';
import { byWhom, numberOf, oneOf, textIn, type Teller, type Told, type ToldFact } from './teller.ts';

const icons: Record<(typeof CHANNELS)[number], IconName> = {
  mail: 'mail',
  form: 'doc',
  phone: 'phone',
  walk_in: 'user',
  web: 'pen',
  api: 'gear',
  flow: 'flow',
};

/** How a ticket came to be: by which way, entered by whom, of which ticket it is the continuation. */
export function tellOpening(teller: Teller, fact: ToldFact): Told | undefined {
  const { t } = teller;
  const via = oneOf(CHANNELS, fact.data['via']);
  if (!via) return undefined;
  const how = t(`ticket.openedBy.${via}`);
  const isEntered = fact.cause.kind === 'person';
  const opened = isEntered ? t('timeline.entered', { what: how, by: byWhom(teller, fact) }) : how;
  const before = textIn(fact.data, 'followUpOfId');
  const followUp = before === undefined ? '' : ` · ${t('timeline.followUp', { number: numberOf(teller, before) })}`;
  return { icon: icons[via], sentence: `${opened}${followUp}` };
}
