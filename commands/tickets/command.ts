import { createHash } from 'node:crypto';
import { Problem } from '#domain/contracts/problem';
import { idempotencyKeys, type IdempotencyKey } from '#store/idempotency-keys';
import { inTransaction } from '#store/transaction';
import type { PoolClient } from 'pg';
import type { CommandContext } from './command-context.ts';
import { MergedAway, openTicketWork, type TicketWork } from './ticket-work.ts';

/** One verb: one transaction, then delivery. */
export type Command<Input, Result> = (context: CommandContext, input: Input) => Promise<Result>;

/** SQLSTATE of transactions that PostgreSQL ended for the sake of another: serialization failure, deadlock. */
const worthRepeating = new Set<unknown>(['40001', '40P01']);
const mostRepeats = 3;
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
          const answered = await once(client, keyOf(context, route, input), () => run(work, input));
          return { result: answered, outbox: await finish() };
        });
        context.deliverSoon(outbox);
        return result;
      } catch (error) {
        if (error instanceof MergedAway && restarts < mostRestarts) restarts += 1;
        else if (isWorthRepeating(error) && repeats < mostRepeats) repeats += 1;
        else throw error;
      }
    }
  };
}

async function once<Result>(
  client: PoolClient,
  key: IdempotencyKey | undefined,
  run: () => Promise<Result>,
): Promise<Result> {
  if (!key) return run();
  const before = await idempotencyKeys.claim(client, key);
  if (before === 'other_request') throw new Problem('idempotency_key_reused');
  // What was stored is what this very route answered.
  if (before) return before.reply as Result;
  const result = await run();
  await idempotencyKeys.keepReply(client, key, result);
  return result;
}

function keyOf({ actor, idempotencyKey }: CommandContext, route: string, input: unknown): IdempotencyKey | undefined {
  if (idempotencyKey === undefined) return undefined;
  const requestHash = createHash('sha256').update(JSON.stringify(input)).digest('hex');
  const who = actor.kind === 'engine' ? 'engine' : `${actor.kind}:${actor.id}`;
  return { actor: who, route, key: idempotencyKey, requestHash };
}

function isWorthRepeating(error: unknown): boolean {
  return error instanceof Error && 'code' in error && worthRepeating.has(error.code);
}
