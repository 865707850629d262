import { testStackVariable } from './stack.ts';

let running: Promise<unknown> | undefined;
let users = 0;

/**
 * Vitest's global setup of the projects that talk to real servers: one stack for all of them, started by the first.
 *
 * `npm test` starts the stack before vitest and leaves its address in the environment; then there is nothing to do here.
 */
export async function setup(): Promise<void> {
  users++;
  if (process.env[testStackVariable] !== undefined && running === undefined) return;
  const { startTestStack } = await import('#ground/test-stack');
  running ??= startTestStack();
  await running;
}

/** Ends the stack when the last project is done. */
export async function teardown(): Promise<void> {
  users--;
  if (users > 0 || running === undefined) return;
  await running;
  const { stopTestStack } = await import('#ground/test-stack');
  await stopTestStack();
}
