import { setTimeout as wait } from 'node:timers/promises';

/**
 * Ask again and again until there is an answer (anything but `undefined`, `null` and `false`), and give it back.
 *
 * @param what what is waited for, in words for the failure
 * @param ask may throw; its last error is the cause of the failure
 * @throws {Error} after `withinMs` milliseconds (10 s)
 */
export async function waitUntil<T>(
  what: string,
  ask: () => Promise<T> | T,
  { withinMs = 10_000, everyMs = 20 }: { readonly withinMs?: number; readonly everyMs?: number } = {},
): Promise<Exclude<T, undefined | null | false>> {
  const limit = Date.now() + withinMs;
  let cause: unknown;
  for (;;) {
    try {
      const answer = await ask();
      if (answer !== undefined && answer !== null && answer !== false) {
        return answer as Exclude<T, undefined | null | false>;
      }
      cause = undefined;
    } catch (error) {
      cause = error;
    }
    if (Date.now() >= limit) throw new Error(`Waited ${withinMs} ms in vain: ${what}`, { cause });
    await wait(everyMs);
  }
}
