import { expect, test } from 'vitest';
import { takeTurns } from './take-turns.ts';

const refuse = () => new Error('full');
const settle = () => new Promise((resolve) => setImmediate(resolve));

/** Work that runs until it is told to end, and the most that ever ran at once. */
function heldWork() {
  const ends: (() => void)[] = [];
  const seen = { running: 0, most: 0 };
  const work = async () => {
    seen.running += 1;
    seen.most = Math.max(seen.most, seen.running);
    await new Promise<void>((resolve) => ends.push(resolve));
    seen.running -= 1;
  };
  return { work, seen, endOne: () => ends.shift()?.() };
}

test('no more than allowed run at once, all of them run, in the order in which they came', async () => {
  const inTurn = takeTurns({ atOnce: 2, waiting: 10, refuse });
  const { work, seen, endOne } = heldWork();
  const done: number[] = [];
  const all = [0, 1, 2, 3, 4].map((name) => inTurn(work).then(() => done.push(name)));
  while (done.length < all.length) {
    await settle();
    expect(seen.running).toBeLessThanOrEqual(2);
    endOne();
  }
  await Promise.all(all);
  expect(seen.most).toBe(2);
  expect(done).toEqual([0, 1, 2, 3, 4]);
});

test('who comes when all places to wait are taken is sent away, and the others are served', async () => {
  const inTurn = takeTurns({ atOnce: 1, waiting: 1, refuse });
  const { work, endOne } = heldWork();
  const [first, second] = [inTurn(work), inTurn(work)];
  await expect(inTurn(work)).rejects.toThrow('full');
  endOne();
  await first;
  await settle();
  endOne();
  await second;
});

test('work that fails says so and leaves its place to the next', async () => {
  const inTurn = takeTurns({ atOnce: 1, waiting: 5, refuse });
  const failing = inTurn(() => Promise.reject(new Error('broken')));
  const next = inTurn(() => Promise.resolve('served'));
  await expect(failing).rejects.toThrow('broken');
  expect(await next).toBe('served');
  expect(await inTurn(() => Promise.resolve('again'))).toBe('again');
});
