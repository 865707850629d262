import { retryAfterMs, settleAttempt, type AttemptResult } from '#domain/mail/ledger';
import { ledger } from '#store/mail/ledger';
import { customers } from '#store/people/customers';
import { command } from '../tickets/command.ts';
import type { CommandContext } from '../tickets/command-context.ts';

/** What an attempt to send a mail came to. */
export interface RecordAttemptInput {
  readonly deliveryId: string;
  readonly attempt: number;
  readonly result: AttemptResult;
}

interface OfTicket extends RecordAttemptInput {
  readonly ticketId: string | null;
}

const record = command<OfTicket, null>('record-attempt', async (work, { deliveryId, attempt, result, ticketId }) => {
  const { client } = work;
  const ticket = ticketId === null ? null : await work.lockItself(ticketId);
  const mail = await ledger.lock(client, deliveryId);
  const settled = mail && settleAttempt(mail, attempt, result, mail.now - mail.triedSince);
  if (!settled || result.kind === 'lost') return null;
  await ledger.write(client, deliveryId, {
    ...{ state: settled.state, answer: result.answer },
    ...(result.kind === 'sent' && result.aliasMessageId !== undefined && { aliasMessageId: result.aliasMessageId }),
    ...(settled.state === 'queued' && { nextAttemptInMs: retryAfterMs(attempt - mail.attemptsBefore) }),
  });
  if (result.kind === 'refused' && result.isAddress) {
    await customers.markBounced(client, [...mail.to, ...mail.cc], result.answer);
  }
  if (ticket && settled.outcome) {
    await work.record(ticket, [{ type: 'delivery', deliveryId, outcome: settled.outcome }]);
  }
  return null;
});

/** Write down what an attempt came to, and tell the mail's ticket if that is its end. Safe to repeat. */
export async function recordAttempt(
  context: Omit<CommandContext, 'actor'>,
  { deliveryId, attempt, result }: RecordAttemptInput,
): Promise<void> {
  const mail = await ledger.find(context.pool, deliveryId);
  if (!mail) return;
  const { ticketId } = mail;
  await record({ ...context, actor: { kind: 'engine' } }, { deliveryId, attempt, result, ticketId });
}
