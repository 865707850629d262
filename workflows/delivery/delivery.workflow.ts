import type { AttemptResult, DeliveryStep } from '#domain/mail/ledger';
import { ActivityFailure, isCancellation, proxyActivities, sleep } from '@temporalio/workflow';
import type { DeliveryStart } from './delivery.messages.ts';
import type { DeliveryActivities } from './delivery.ports.ts';

/** For ever: a mail is not given up because PostgreSQL is away. */
const ledger = proxyActivities<DeliveryActivities>({
  startToCloseTimeout: '10 s',
  retry: { initialInterval: '500 ms', maximumInterval: '30 s' },
});

const server = proxyActivities<DeliveryActivities>({
  // Beyond the longest that the conversation with a mail server may take.
  startToCloseTimeout: '15 min',
  heartbeatTimeout: '30 s',
  retry: { maximumAttempts: 1 },
});

/**
 * One mail, from the undo window to its end: hold, attempt, try again, give up.
 *
 * It remembers nothing: each step is asked of the send ledger, so an execution that is lost, or started a second time, goes
 * on where the mail stands.
 */
export async function deliveryWorkflow({ deliveryId }: DeliveryStart): Promise<void> {
  let step = await ask(deliveryId);
  while (step.kind !== 'over') step = await take(deliveryId, step);
}

/** Do a step, and learn the next one. */
async function take(deliveryId: string, step: Exclude<DeliveryStep, { kind: 'over' }>): Promise<DeliveryStep> {
  switch (step.kind) {
    case 'wait':
      await sleep(Math.max(1, Math.ceil(step.ms)), { summary: waitsFor[step.for] });
      return ask(deliveryId);
    case 'release':
      return ledger.releaseReply.executeWithOptions({ summary: 'Release the reply' }, [deliveryId]);
    case 'lost':
      return record(deliveryId, step.attempt, {
        kind: 'unknown',
        answer: 'The attempt was lost after its body began.',
      });
    case 'attempt': {
      const result = await attempt(deliveryId, step.attempt);
      return result ? record(deliveryId, step.attempt, result) : ask(deliveryId);
    }
  }
}

const ask = (deliveryId: string) =>
  ledger.nextDeliveryStep.executeWithOptions({ summary: 'Ask the send ledger' }, [deliveryId]);

const waitsFor = {
  undo: 'Until it cannot be undone any more',
  retry: 'Until the next attempt',
  attempt: 'Until the attempt under way is over, or lost',
} as const;

const record = (deliveryId: string, attempt: number, result: AttemptResult) =>
  ledger.recordAttempt.executeWithOptions({ summary: `Record attempt ${String(attempt)}: ${result.kind}` }, [
    ...([deliveryId, attempt, result] as const),
  ]);

/** Null: whoever made it is gone, and the ledger knows how far it came. */
async function attempt(deliveryId: string, number: number): Promise<AttemptResult | null> {
  try {
    const summary = `Attempt ${String(number)}`;
    return await server.attemptDelivery.executeWithOptions({ summary }, [deliveryId, number]);
  } catch (error) {
    if (error instanceof ActivityFailure && !isCancellation(error)) return null;
    throw error;
  }
}
