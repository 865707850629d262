import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { atEndOfFile } from './at-end-of-file.ts';
import { testStack } from './stack.ts';

interface Killable {
  /** SIGKILL; safe to repeat. */
  kill9(): Promise<unknown>;
}

/** A server of a test's own, to be killed and started again on the same port with the data it has. */
export interface RestartableServer<Running extends Killable> {
  /** What runs now. */
  process(): Running;
  /** SIGKILL, as a power cut ends it; what it had acknowledged is on disk. */
  kill9(): Promise<void>;
  start(): Promise<void>;
  close(): Promise<void>;
}

/** Start a server in a folder of its own. It ends and its data goes with the test file. */
export async function startRestartable<Running extends Killable>(
  name: string,
  launch: (folder: string) => Promise<Running>,
): Promise<RestartableServer<Running>> {
  const folder = mkdtempSync(join(testStack().dir, `${name}-`));
  let running = await launch(folder);
  const kill9 = async () => {
    await running.kill9();
  };
  const close = async () => {
    await kill9();
    rmSync(folder, { recursive: true, force: true });
  };
  atEndOfFile(`${name} of its own`, close);
  return {
    process: () => running,
    kill9,
    start: async () => {
      running = await launch(folder);
    },
    close,
  };
}
