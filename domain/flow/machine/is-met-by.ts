import type { Trigger } from '../document.ts';
import type { TicketFact } from '../../tickets/fact.ts';

/**
 * Whether a fact is what a trigger or a wait's event names. Automatic mail and notes are no replies; neither is the message
 * that opens a ticket; a held reply is one when it is released. A type that this code does not know is met by nothing; `by_hand` is met by an operation alone.
 */
export function isMetBy(trigger: Trigger, fact: TicketFact): boolean {
  switch (trigger.type) {
    case 'created':
      return fact.type === 'created';
    case 'sla_warning':
      return fact.type === 'sla_warning' && fact.metric === trigger.metric && fact.percent === trigger.percent;
    case 'sla_breached':
      return fact.type === 'sla_breached' && fact.metric === trigger.metric;
    case 'customer_replied':
      return isReply(fact, 'customer');
    case 'agent_replied':
      return fact.type === 'released' || (isReply(fact, 'agent') && !isHeld(fact));
    case 'status_changed':
      return fact.type === 'status' && (trigger.to === undefined || trigger.to === fact.to);
    case 'priority_changed':
      return fact.type === 'priority';
    case 'assignee_changed':
      return fact.type === 'assignee';
    case 'tags_changed':
      return fact.type === 'tags';
    default:
      return false;
  }
}

/** Only an agent's reply can be; it counts when it leaves. */
const isHeld = (fact: TicketFact) => fact.type === 'message' && fact.heldUntil !== undefined;

const isReply = (fact: TicketFact, by: 'customer' | 'agent') =>
  fact.type === 'message' && fact.by === by && fact.public && !fact.auto;
