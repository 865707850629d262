import { createHash } from 'node:crypto';
import { Problem } from '#domain/contracts/problem';
import { idempotencyKeys, type IdempotencyKey } from '#store/idempotency-keys';
import type { PoolClient } from 'pg';
import type { CommandContext } from './command-context.ts';

/** Who asks, by which verb, and under which key if any. */
interface AskedBy extends Pick<CommandContext, 'actor' | 'idempotencyKey'> {
  /** The verb's name; keys are unique per actor and route. */
  readonly route: string;
}

/**
 * With an idempotency key: do it once, and give whoever asks again the first answer. Without one it is done each time.
 *
 * @param client of the transaction that does it
 * @throws {Problem} `idempotency_key_reused`: the same key came with another request
 */
export async function answerOnce<Result>(
  client: PoolClient,
  asked: AskedBy,
  input: unknown,
  run: () => Promise<Result>,
): Promise<Result> {
  const key = keyOf(asked, input);
  if (!key) return run();
  const before = await idempotencyKeys.claim(client, key);
  if (before === 'other_request') throw new Problem('idempotency_key_reused');
  // What was stored is what this very route answered.
  if (before) return before.reply as Result;
  const result = await run();
  await idempotencyKeys.keepReply(client, key, result);
  return result;
}

function keyOf({ actor, idempotencyKey, route }: AskedBy, input: unknown): IdempotencyKey | undefined {
  if (idempotencyKey === undefined) return undefined;
  const requestHash = createHash('sha256').update(JSON.stringify(input)).digest('hex');
  const who = actor.kind === 'engine' ? 'engine' : `${actor.kind}:${actor.id}`;
  return { actor: who, route, key: idempotencyKey, requestHash };
}
