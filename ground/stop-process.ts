import { setTimeout as wait } from 'node:timers/promises';
import { startOf } from './process-table.ts';

/** A signal, and how long to wait for its effect before the next one. */
export type StopStep = readonly [signal: NodeJS.Signals, waitSeconds: number];

/** How a server ends that does not answer: it gets one second, since somebody waits for its successor. */
export const stopUnresponsive: readonly StopStep[] = [
  ['SIGTERM', 1],
  ['SIGKILL', 2],
];

/**
 * End a process by these signals in turn, until it is gone. The process is known by its start too, so that a later one of
 * the same id is never hit. The last step goes to its whole group, if it leads one.
 *
 * @returns whether it is gone
 */
export async function stopProcess(pid: number, steps: readonly StopStep[]): Promise<boolean> {
  const start = startOf(pid);
  const gone = () => start === undefined || startOf(pid) !== start;
  for (const [index, [signal, waitSeconds]] of steps.entries()) {
    if (gone()) break;
    send(pid, signal, index > 0 && index === steps.length - 1);
    const until = Date.now() + waitSeconds * 1000;
    while (!gone() && Date.now() < until) await wait(20);
  }
  return gone();
}

function send(pid: number, signal: NodeJS.Signals, toGroup: boolean): void {
  try {
    process.kill(toGroup ? -pid : pid, signal);
  } catch {
    // It leads no group, or is gone already; if it is neither, the caller sees it still alive.
    try {
      process.kill(pid, signal);
    } catch {
      /* gone */
    }
  }
}
