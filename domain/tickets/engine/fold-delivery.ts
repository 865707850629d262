import type { TicketFact } from '../fact.ts';
import type { EngineState, OpenDelivery } from './engine-state.ts';

/** The mails of a ticket that are under way, and those that can still be undone, after a fact. Nothing if it is about neither. */
export function foldDelivery(
  { deliveries, held }: Pick<EngineState, 'deliveries' | 'held'>,
  fact: TicketFact,
): Partial<Pick<EngineState, 'deliveries' | 'held'>> {
  switch (fact.type) {
    case 'message':
      return {
        ...(fact.deliveryId !== undefined && { deliveries: [...deliveries, { id: fact.deliveryId, started: false }] }),
        ...(fact.heldUntil !== undefined && { held: [...held, fact.messageId] }),
      };
    case 'released':
      return { held: without(held, fact.messageId) };
    case 'unsent':
      return { held: without(held, fact.messageId), deliveries: withoutMail(deliveries, fact.deliveryId) };
    case 'delivery':
      return { deliveries: withoutMail(deliveries, fact.deliveryId) };
    default:
      return {};
  }
}

/** A state after the workflow of a mail was started. */
export const withStarted = (state: EngineState, deliveryId: string): EngineState => ({
  ...state,
  deliveries: state.deliveries.map((one) => (one.id === deliveryId ? { ...one, started: true } : one)),
});

const without = (ids: readonly string[], id: string) => ids.filter((each) => each !== id);
const withoutMail = (mails: readonly OpenDelivery[], id: string) => mails.filter((mail) => mail.id !== id);
