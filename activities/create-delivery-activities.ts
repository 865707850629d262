import { recordAttempt } from '#commands/mail/record-attempt';
import { releaseReply } from '#commands/mail/release-reply';
import type { CommandContext } from '#commands/tickets/command-context';
import { nextDeliveryStep, type AttemptResult, type DeliveryStep } from '#domain/mail/ledger';
import { composeMail } from '#mail/compose-mail';
import { sendMail } from '#mail/smtp/send-mail';
import type { SmtpAddress } from '#mail/smtp/smtp-url';
import { ledger } from '#store/mail/ledger';
import type { DeliveryActivities } from '#workflows/delivery/delivery.ports';
import { heartbeat } from '@temporalio/activity';

/** What the activities of a mail's workflow reach. */
export interface DeliveryPorts extends Pick<CommandContext, 'pool' | 'deliverSoon'> {
  /** The mail server, or what stands in for it. */
  readonly server: () => SmtpAddress;
}

/** An attempt whose process is gone is noticed after this long; one that lives says so more often. */
const leaseMs = 30_000;
const signOfLifeMs = 5_000;

/** The activities of the delivery workflow: short acts on the send ledger, and the attempt itself, which is made once. */
export function createDeliveryActivities({ server, ...context }: DeliveryPorts): DeliveryActivities {
  const { pool } = context;
  const next = async (deliveryId: string): Promise<DeliveryStep> => {
    const mail = await ledger.find(pool, deliveryId);
    return mail ? nextDeliveryStep(mail, mail.now) : { kind: 'over' };
  };
  return {
    nextDeliveryStep: next,
    async releaseReply(deliveryId) {
      await releaseReply(context, deliveryId);
      return next(deliveryId);
    },
    async recordAttempt(deliveryId, attempt, result) {
      await recordAttempt(context, { deliveryId, attempt, result });
      return next(deliveryId);
    },
    async attemptDelivery(deliveryId, attempt): Promise<AttemptResult> {
      if (!(await ledger.beginAttempt(pool, deliveryId, attempt, leaseMs))) return { kind: 'lost' };
      const mail = await ledger.find(pool, deliveryId);
      if (!mail) return { kind: 'lost' };
      const signs = setInterval(() => {
        heartbeat();
        // A lease that cannot be renewed lapses, and the ledger tells the next one what that means.
        ledger.renewLease(pool, deliveryId, attempt, leaseMs).catch(() => undefined);
      }, signOfLifeMs);
      try {
        return await sendMail(server(), {
          ...{ from: mail.fromAddress, to: [...mail.to, ...mail.cc], raw: await composeMail(mail) },
          beginData: () => ledger.beginData(pool, deliveryId, attempt, leaseMs),
        });
      } finally {
        clearInterval(signs);
      }
    },
  };
}
