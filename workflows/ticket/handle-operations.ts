import { OPERATOR_ACTS } from '#domain/tickets/fact';
import {
  ActivityFailure,
  ApplicationFailure,
  condition,
  currentUpdateInfo,
  isCancellation,
  setHandler,
  TemporalFailure,
} from '@temporalio/workflow';
import type { Notes, OperationOutcome } from './notes.ts';
import { operate, type OperationReply, type OperationRequest } from './ticket.messages.ts';

/** Take updates: note the operator's act for the loop, and answer when it is recorded and folded. */
export function handleOperations(notes: Pick<Notes, 'add'>, hasFolded: (seq: number) => boolean): void {
  setHandler(
    operate,
    async (request) => {
      const key = currentUpdateInfo()?.id ?? '';
      const outcome = await new Promise<OperationOutcome>((answer) => {
        notes.add({ type: 'operation', request, key, answer });
      });
      const { seq } = orThrow(outcome);
      const isFolded = await condition(() => hasFolded(seq), '1 min', {
        summary: 'The act must be folded within a minute',
      });
      if (!isFolded) throw ApplicationFailure.nonRetryable('The act is recorded but not taken up yet.', 'NotFoldedYet');
      return { seq };
    },
    {
      validator(request) {
        const { operation, staffId } = request as Partial<OperationRequest>;
        if (!operation || !Object.hasOwn(OPERATOR_ACTS, operation.act) || typeof staffId !== 'string') {
          throw ApplicationFailure.nonRetryable('This is no act an operator can do.', 'OperationMalformed');
        }
      },
    },
  );
}

function orThrow(outcome: OperationOutcome): OperationReply {
  if ('seq' in outcome) return outcome;
  const { message, type, details } = outcome.failure;
  throw ApplicationFailure.nonRetryable(message, type, ...details);
}

/**
 * Try to record an act. What the activity refused is the update's failure; a database that is away is one, too: the caller
 * asks again.
 */
export async function recordOperation(attempt: () => Promise<OperationReply>): Promise<OperationOutcome> {
  try {
    return await attempt();
  } catch (error) {
    if (!(error instanceof TemporalFailure) || isCancellation(error)) throw error;
    // What a local activity throws comes as it is; only what the engine itself says of it is wrapped.
    const cause = error instanceof ActivityFailure ? error.cause : error;
    if (cause instanceof ApplicationFailure && cause.type === 'OperationRefused') {
      return { failure: { type: 'OperationRefused', message: cause.message, details: cause.details ?? [] } };
    }
    const message = 'The act could not be recorded: the database does not answer.';
    return { failure: { type: 'StoreAway', message, details: [] } };
  }
}
