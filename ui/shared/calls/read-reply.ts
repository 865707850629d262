import type { z } from 'zod';
import { CallFailed } from './call-failed.ts';

/**
 * A reply as its contract describes it.
 *
 * A server that is newer than this page may say more than the page knows. What is too much is left out, so that pages
 * that were open over a deployment go on; what lacks or is of another kind is refused.
 *
 * @throws {CallFailed} `unreadable`
 */
export function readReply<Reply>(contract: z.ZodType<Reply>, reply: unknown): Reply {
  const parsed = contract.safeParse(reply);
  if (parsed.success) return parsed.data;
  const tooMuch = parsed.error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [],
  );
  if (tooMuch.length > 0) {
    const again = contract.safeParse(without(reply, tooMuch));
    if (again.success) return again.data;
  }
  const where = parsed.error.issues.map(({ path }) => `/${path.join('/')}`).join(', ');
  throw new CallFailed('unreadable', `The reply differs from its contract at ${where}.`);
}

/** A copy without what these paths lead to. */
function without(value: unknown, paths: readonly (readonly PropertyKey[])[]): unknown {
  const ends = new Set(paths.filter(({ length }) => length === 1).map(([key]) => String(key)));
  const below = (key: string) =>
    paths.filter(([first, ...rest]) => String(first) === key && rest.length > 0).map(([, ...rest]) => rest);
  if (Array.isArray(value)) return value.map((item: unknown, at) => without(item, below(String(at))));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !ends.has(key))
      .map(([key, item]) => [key, without(item, below(key))]),
  );
}
