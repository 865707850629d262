const closers: { readonly name: string; readonly close: () => unknown }[] = [];

/**
 * Close something when the test file is over, also when tests failed: newest first, every one even if another throws.
 * What is closed earlier by hand must bear a second close. When an `afterAll` of the file itself throws, vitest calls no
 * more of them; then processes end with the test process (see `leash.ts`).
 *
 * Outside vitest whoever uses the test kit calls `closeAll`.
 */
export function atEndOfFile(name: string, close: () => unknown): void {
  closers.push({ name, close });
}

/**
 * Close what is open; vitest has it done at the end of each file.
 *
 * @throws {AggregateError} naming what did not close
 */
export async function closeAll(): Promise<void> {
  const failures: Error[] = [];
  for (const { name, close } of closers.splice(0).reverse()) {
    try {
      await close();
    } catch (cause) {
      failures.push(new Error(`${name} did not close`, { cause }));
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, failures.map(({ message }) => message).join('; '));
}

if (process.env['VITEST'] !== undefined) {
  const { afterAll } = await import('vitest');
  afterAll(closeAll);
}
