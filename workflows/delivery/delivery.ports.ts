import type { AttemptResult, DeliveryStep } from '#domain/mail/ledger';

/** What a mail's workflow asks of the outside world. */
export interface DeliveryActivities {
  /** What is to be done about the mail now; `over` also if there is no such mail. */
  nextDeliveryStep(deliveryId: string): Promise<DeliveryStep>;
  /** Let a held reply go; nothing happens if it was undone meanwhile. Answers what is to be done then. */
  releaseReply(deliveryId: string): Promise<DeliveryStep>;
  /** Hand the mail to the server. Made once: whether it may be made again, the ledger says. */
  attemptDelivery(deliveryId: string, attempt: number): Promise<AttemptResult>;
  /** Write down what an attempt came to. May be repeated. Answers what is to be done then. */
  recordAttempt(deliveryId: string, attempt: number, result: AttemptResult): Promise<DeliveryStep>;
}
