import type { Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/** Whether a chunk goes on to the other side or is lost. */
export type Verdict = 'pass' | 'lose';

/** What decides over the chunks of a lane; asked for each when its turn has come. */
export interface LaneControl {
  readonly delayMs: () => number;
  /** May take its time: everything behind the chunk waits with it. */
  readonly inspect: (chunk: Buffer) => Verdict | Promise<Verdict>;
  /** Whether the other side learns that this one has ended its stream. */
  readonly passesEnd: () => boolean;
  readonly passed: (bytes: number) => void;
}

const mostBytesWaiting = 1024 * 1024;

/**
 * Carry one direction of a connection. Chunks leave in the order they came, however they are delayed or held.
 *
 * @returns a function that resolves when everything that has come so far has left or is lost
 */
export function openLane(from: Socket, to: Socket, control: LaneControl): () => Promise<void> {
  let queue = Promise.resolve();
  let bytesWaiting = 0;

  const carry = async (chunk: Buffer, dueAt: number) => {
    await wait(Math.max(0, dueAt - Date.now()));
    if ((await control.inspect(chunk)) === 'pass' && to.writable) {
      control.passed(chunk.length);
      if (!to.write(chunk)) await drained(to);
    }
    bytesWaiting -= chunk.length;
    if (bytesWaiting < mostBytesWaiting) from.resume();
  };

  from.on('data', (chunk: Buffer) => {
    const dueAt = Date.now() + control.delayMs();
    bytesWaiting += chunk.length;
    if (bytesWaiting >= mostBytesWaiting) from.pause();
    queue = queue.then(() => carry(chunk, dueAt));
  });
  from.on('end', () => {
    queue = queue.then(() => {
      if (control.passesEnd()) to.end();
    });
  });
  return () => queue;
}

function drained(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      socket.off('drain', done).off('close', done);
      resolve();
    };
    socket.on('drain', done).on('close', done);
  });
}
