import type { DeliveryView } from '#domain/contracts/ticket-thread';
import type { Delivery } from '../../shared/message/delivery.ts';

/** A mail's state as its line says it; null: nothing to say, the reply was taken back. */
export function deliveryOf(mail: DeliveryView): Delivery | null {
  const { state, heldUntil, nextAttemptAt, endedAt, lastAnswer, isCaught } = mail;
  switch (state) {
    case 'held':
      return { state, until: heldUntil === null ? 0 : Date.parse(heldUntil) };
    case 'queued':
      return { state, nextTryAt: nextAttemptAt === null ? null : Date.parse(nextAttemptAt) };
    case 'sending':
    case 'data':
      return { state: 'sending' };
    case 'sent':
      return { state: isCaught ? 'caught' : state, at: endedAt === null ? 0 : Date.parse(endedAt) };
    case 'failed':
      return { state, reason: lastAnswer ?? '' };
    case 'unknown':
      return { state };
    case 'undone':
      return null;
  }
}
