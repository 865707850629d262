import { inTransaction } from '#store/transaction';
import { answerOnce } from './answer-once.ts';
import type { CommandContext } from './command-context.ts';
import { isWorthRepeating, MOST_REPEATS } from './is-worth-repeating.ts';
import { MergedAway, openTicketWork, type TicketWork } from './ticket-work.ts';

/** One verb: one transaction, then delivery. */
export type Command<Input, Result> = (context: CommandContext, input: Input) => Promise<Result>;

/** Each but the first means that somebody merged these tickets, or undid it, while the command waited for them. */
const mostRestarts = 20;

/**
 * Make a verb a command: run in one transaction, begun again on the survivor if its ticket was merged, repeated up to
 * three times when PostgreSQL gave it up for another; and with an idempotency key done only once.
 *
 * @param route the verb's name; keys are unique per actor and route
 */
export function command<Input, Result>(
  route: string,
  run: (work: TicketWork, input: Input) => Promise<Result>,
): Command<Input, Result> {
  return async (context, input) => {
    for (let repeats = 0, restarts = 0; ;) {
      try {
        const { result, outbox } = await inTransaction(context.pool, async (client) => {
          const { work, finish } = openTicketWork(client, context, restarts > 0);
          const answered = await answerOnce(client, { ...context, route }, input, () => run(work, input));
          return { result: answered, outbox: await finish() };
        });
        context.deliverSoon(outbox);
        return result;
      } catch (error) {
        if (error instanceof MergedAway && restarts < mostRestarts) restarts += 1;
        else if (isWorthRepeating(error) && repeats < MOST_REPEATS) repeats += 1;
        else throw error;
      }
    }
  };
}
