/**
 * The answer of a promise, or a failure once it is late. The work itself is not stopped.
 *
 * @throws {Error} after `limitMs` milliseconds
 */
export async function within<T>(limitMs: number, what: string, answer: Promise<T>): Promise<T> {
  let alarm: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    alarm = setTimeout(() => {
      reject(new Error(`${what} did not answer within ${String(limitMs)} ms`));
    }, limitMs);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(alarm);
  }
}
