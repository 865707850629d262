import { isOver, PRIORITIES, STATUSES } from '#domain/tickets/words';
import { strong } from '../../shared/message/told.ts';
import { byWhom, nameOf, oneOf, textIn, textsIn, type Teller, type Told, type ToldFact } from './teller.ts';

/** A change of one field of a ticket, or of whether it is in the queue; undefined: it is none that this page knows. */
export function tellField(teller: Teller, fact: ToldFact): Told | undefined {
  const { t } = teller;
  const by = byWhom(teller, fact);
  switch (fact.type) {
    case 'status':
      return tellStatus(teller, fact);
    case 'priority':
      return tellPriority(teller, fact);
    case 'assignee':
      return { icon: 'user', sentence: assigneeSentence(teller, fact) };
    case 'team':
      return { icon: 'inbox', sentence: teamSentence(teller, fact) };
    case 'field':
      return { icon: 'pen', sentence: fieldSentence(teller, fact) };
    case 'requester':
      return { icon: 'user', sentence: t('timeline.requester', { to: nameOf(teller, textIn(fact.data, 'to')), by }) };
    case 'tags':
      return { icon: 'tag', sentence: tagsSentence(teller, fact) };
    case 'subject':
      return { icon: 'pen', sentence: t('timeline.subject', { to: strong(fact.subject ?? ''), by }) };
    case 'spam':
      return { icon: 'shield', sentence: t('timeline.spam', { by }) };
    case 'not_spam':
      return { icon: 'undo', sentence: t('timeline.notSpam', { by }) };
    case 'deleted':
      return { icon: 'x-circle', sentence: t('timeline.deleted', { by }) };
    case 'restored':
      return { icon: 'undo', sentence: t('timeline.restored', { by }) };
    default:
      return undefined;
  }
}

function tellStatus(teller: Teller, fact: ToldFact): Told | undefined {
  const { t } = teller;
  const to = oneOf(STATUSES, fact.data['to']);
  if (!to) return undefined;
  const { kind } = fact.cause;
  if (to === 'open' && (kind === 'customer' || kind === 'mail')) {
    const name = kind === 'mail' ? t('timeline.somebody') : nameOf(teller, textIn(fact.cause, 'id'));
    return { icon: 'retry', sentence: t('timeline.wokenUp', { name }) };
  }
  if (to === 'closed' && kind === 'engine') return { icon: 'check-circle', sentence: t('timeline.closedByItself') };
  const sentence = t('timeline.status', { to: strong(t(`ticket.status.${to}`)), by: byWhom(teller, fact) });
  return { icon: isOver(to) ? 'check-circle' : 'right', sentence };
}

function tellPriority(teller: Teller, fact: ToldFact): Told | undefined {
  const { t } = teller;
  const [from, to] = [oneOf(PRIORITIES, fact.data['from']), oneOf(PRIORITIES, fact.data['to'])];
  if (!from || !to) return undefined;
  const said = { to: strong(t(`ticket.priority.${to}`)), by: byWhom(teller, fact) };
  return PRIORITIES.indexOf(to) > PRIORITIES.indexOf(from)
    ? { icon: 'up', sentence: t('timeline.priorityRaised', said) }
    : { icon: 'down', sentence: t('timeline.priorityLowered', said) };
}

function assigneeSentence(teller: Teller, fact: ToldFact): string {
  const { t, me } = teller;
  const by = byWhom(teller, fact);
  const to = textIn(fact.data, 'to');
  if (to === undefined) return t('timeline.pooled', { by });
  const isTaken = fact.cause.kind === 'person' && textIn(fact.cause, 'id') === to;
  if (to === me) return isTaken ? t('timeline.takenByYou') : t('timeline.assignedToYou', { by });
  const named = { to: nameOf(teller, to), by };
  return isTaken ? t('timeline.taken', named) : t('timeline.assigned', named);
}

function teamSentence(teller: Teller, fact: ToldFact): string {
  const { t, names } = teller;
  const by = byWhom(teller, fact);
  const team = (id: string) => strong(names.teams[id] ?? t('timeline.aTeam'));
  const to = textIn(fact.data, 'to');
  if (to !== undefined) return t('timeline.team', { to: team(to), by });
  return t('timeline.noTeam', { from: team(textIn(fact.data, 'from') ?? ''), by });
}

function tagsSentence(teller: Teller, fact: ToldFact): string {
  const { t } = teller;
  const by = byWhom(teller, fact);
  const [added, removed] = [textsIn(fact.data, 'added'), textsIn(fact.data, 'removed')];
  const list = (tags: readonly string[]) => tags.map(strong).join(', ');
  if (removed.length === 0) return t('timeline.tagged', { tags: list(added), by });
  if (added.length === 0) return t('timeline.untagged', { count: removed.length, tags: list(removed), by });
  return t('timeline.retagged', { added: list(added), removed: list(removed), by });
}

function fieldSentence(teller: Teller, fact: ToldFact): string {
  const { t, names } = teller;
  const by = byWhom(teller, fact);
  const field = strong(names.fields[textIn(fact.data, 'fieldId') ?? '']?.name ?? t('timeline.aField'));
  return fact.data['value'] === null
    ? t('timeline.fieldEmptied', { field, by })
    : t('timeline.fieldSet', { field, by });
}
