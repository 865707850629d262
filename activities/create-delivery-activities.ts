import { buffer } from 'node:stream/consumers';
import { recordAttempt } from '#commands/mail/record-attempt';
import { releaseReply } from '#commands/mail/release-reply';
import type { CommandContext } from '#commands/tickets/command-context';
import { nextDeliveryStep, type AttemptResult, type DeliveryStep } from '#domain/mail/ledger';
import { composeMail, type EnclosedFile } from '#mail/compose-mail';
import type { MailFiles } from '#mail/files/mail-files';
import { sendMail } from '#mail/smtp/send-mail';
import type { SmtpAddress } from '#mail/smtp/smtp-url';
import { attachments } from '#store/attachments/attachments';
import { ledger } from '#store/mail/ledger';
import type { DeliveryActivities } from '#workflows/delivery/delivery.ports';
import { heartbeat } from '@temporalio/activity';

/** What the activities of a mail's workflow reach. */
export interface DeliveryPorts extends Pick<CommandContext, 'pool' | 'deliverSoon'> {
  /** The mail server, or what stands in for it. */
  readonly server: () => SmtpAddress;
  /** Whether that is the built-in catcher, so that nothing leaves. */
  readonly isCatching?: boolean;
  /** Where the files of messages are. */
  readonly files: Pick<MailFiles, 'openFile'>;
}

/** An attempt whose process is gone is noticed after this long; one that lives says so more often. */
const leaseMs = 30_000;
const signOfLifeMs = 5_000;

/** The activities of the delivery workflow: short acts on the send ledger, and the attempt itself, which is made once. */
export function createDeliveryActivities({
  server,
  isCatching = false,
  files,
  ...context
}: DeliveryPorts): DeliveryActivities {
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
      const isOurs = await ledger.beginAttempt(pool, deliveryId, attempt, leaseMs, { isCaught: isCatching });
      if (!isOurs) return { kind: 'lost' };
      const mail = await ledger.find(pool, deliveryId);
      if (!mail) return { kind: 'lost' };
      const signs = setInterval(() => {
        heartbeat();
        // A lease that cannot be renewed lapses, and the ledger tells the next one what that means.
        ledger.renewLease(pool, deliveryId, attempt, leaseMs).catch(() => undefined);
      }, signOfLifeMs);
      try {
        const enclosed = await readFiles({ pool, files }, mail.messageId);
        if (enclosed === null) return { kind: 'refused', answer: 'A file of this mail is gone.' };
        return await sendMail(server(), {
          ...{ from: mail.fromAddress, to: [...mail.to, ...mail.cc], raw: await composeMail(mail, enclosed) },
          beginData: () => ledger.beginData(pool, deliveryId, attempt, leaseMs),
        });
      } catch (error) {
        // Sending never rejects: the mail was not even made. Tried again like any other, it comes to an end.
        return { kind: 'deferred', answer: error instanceof Error ? error.message : 'The mail could not be made.' };
      } finally {
        clearInterval(signs);
      }
    },
  };
}

/** The files of the message that a mail carries; null: one of them is not there any more. */
async function readFiles(
  { pool, files }: Pick<DeliveryPorts, 'pool' | 'files'>,
  messageId: string | null,
): Promise<EnclosedFile[] | null> {
  if (messageId === null) return [];
  const enclosed: EnclosedFile[] = [];
  for (const { id, name, mediaType } of await attachments.listOf(pool, messageId)) {
    const file = await files.openFile(id);
    if (!file) return null;
    enclosed.push({ name, mediaType, content: await buffer(file.content()) });
  }
  return enclosed;
}
