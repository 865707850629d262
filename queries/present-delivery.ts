import type { DeliveryView } from '#domain/contracts/ticket-thread';
import { mayResend, maySayArrived } from '#domain/mail/ledger';
import type { Actor } from '#domain/permissions/actor';
import { canWork } from '#domain/permissions/ticket';
import type { CarryingMail } from '#store/tickets/read-thread';

/** A mail of ours as somebody on the agent side sees it. */
export function presentDelivery(mail: CarryingMail, viewer: Actor): DeliveryView {
  const { id, state, attempt, lastAnswer, isCaught, to, cc } = mail;
  return {
    ...{ mailId: id, state, attempt, lastAnswer, to: [...to], cc: [...cc] },
    isCaught: state === 'sent' && isCaught,
    heldUntil: perhaps(mail.heldUntil),
    nextAttemptAt: perhaps(mail.nextAttemptAt),
    endedAt: perhaps(mail.endedAt),
    mayResend: mayResend(state) && canWork(viewer),
    maySayArrived: maySayArrived(state) && canWork(viewer),
  };
}

const perhaps = (at: number | null) => (at === null ? null : new Date(at).toISOString());
