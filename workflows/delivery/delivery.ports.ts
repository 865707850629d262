import type { AttemptResult, DeliveryStep } from '#domain/mail/ledger';

/** What a mail's workflow asks of the outside world. */
export interface DeliveryActivities {
  /** What is to be done about the mail now; `over` also if there is no such mail. */
  nextDeliveryStep(deliveryId: string): Promise<DeliveryStep>;
  /** Let a held reply go. Nothing happens if it was undone meanwhile. */
  releaseReply(deliveryId: string): Promise<void>;
  /** Hand the mail to the server. Made once: whether it may be made again, the ledger says. */
  attemptDelivery(deliveryId: string, attempt: number): Promise<AttemptResult>;
  /** Write down what an attempt came to. May be repeated. */
  recordAttempt(deliveryId: string, attempt: number, result: AttemptResult): Promise<void>;
}
