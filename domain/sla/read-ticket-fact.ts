import type { TicketFact } from '../tickets/fact.ts';
import type { SlaFact, Terms } from './fact.ts';

/**
 * A fact of a ticket as its clocks read it.
 *
 * @param termsOf the policy and calendar of a policy version; of none (`null`), nothing is promised
 */
export function readTicketFact(fact: TicketFact, termsOf: (policyVersionId: string | null) => Terms): SlaFact {
  const place = { seq: fact.seq, at: fact.at };
  switch (fact.type) {
    case 'created': {
      const { type, by, status, priority } = fact;
      return { ...place, type, by, status, priority, ...termsOf(fact.policyVersionId) };
    }
    case 'message': {
      const { type, by, auto, messageId, heldUntil } = fact;
      const held = heldUntil !== undefined && { held: true };
      return { ...place, type, by, public: fact.public, auto, messageId, ...held };
    }
    case 'released':
    case 'unsent':
      return { ...place, type: fact.type, messageId: fact.messageId };
    case 'status':
      return { ...place, type: 'status', to: fact.to };
    case 'priority':
      return { ...place, type: 'priority', to: fact.to };
    case 'policy':
      return { ...place, type: 'policy', ...termsOf(fact.to) };
    case 'merged':
    case 'unmerged':
    case 'spam':
    case 'not_spam':
    case 'deleted':
    case 'restored':
      return { ...place, type: fact.type };
    default:
      return { ...place, type: 'other' };
  }
}
