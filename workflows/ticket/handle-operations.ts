import { OPERATOR_ACTS } from '#domain/tickets/fact';
import type { LocalActivityInterfaceFor } from '@temporalio/workflow';
import {
  ActivityFailure,
  ApplicationFailure,
  condition,
  currentUpdateInfo,
  isCancellation,
  setHandler,
  TemporalFailure,
} from '@temporalio/workflow';
import { operate, type OperationRequest } from './ticket.messages.ts';
import type { TicketActivities } from './ticket.ports.ts';

/** What the handler of updates shares with the loop. */
export interface OperationParts {
  readonly ticketId: string;
  readonly database: LocalActivityInterfaceFor<TicketActivities>;
  /** Note that facts up to a seq are there. */
  readonly take: (seq: number) => void;
  readonly hasFolded: (seq: number) => boolean;
}

/** Take updates: append the operator's act as a fact, and answer when the loop has folded it. */
export function handleOperations({ ticketId, database, take, hasFolded }: OperationParts): void {
  setHandler(
    operate,
    async (request) => {
      const key = currentUpdateInfo()?.id ?? '';
      const { seq } = await append(() =>
        database.operateTicket.executeWithOptions({ summary: `Operator: ${request.operation.act}` }, [
          ...([ticketId, request, key] as const),
        ]),
      );
      take(seq);
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

/** What the activity refused is the update's failure; a database that is away is one, too: the caller asks again. */
async function append<Reply>(attempt: () => Promise<Reply>): Promise<Reply> {
  try {
    return await attempt();
  } catch (error) {
    if (!(error instanceof TemporalFailure) || isCancellation(error)) throw error;
    // What a local activity throws comes as it is; only what the engine itself says of it is wrapped.
    const cause = error instanceof ActivityFailure ? error.cause : error;
    if (cause instanceof ApplicationFailure && cause.type === 'OperationRefused') {
      throw ApplicationFailure.nonRetryable(cause.message, 'OperationRefused', ...(cause.details ?? []));
    }
    throw ApplicationFailure.nonRetryable('The act could not be recorded: the database does not answer.', 'StoreAway');
  }
}
