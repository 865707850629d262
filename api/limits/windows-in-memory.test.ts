import fc from 'fast-check';
import { expect, test } from 'vitest';
import { windowsInMemory } from './windows-in-memory.ts';

const limit = { most: 5, windowMs: 900_000 };

/** Windows at a clock that is set by hand. */
function atClock() {
  const clock = { now: 1_000_000 };
  const windows = windowsInMemory(() => clock.now);
  let made = 0;
  const take = (key = 'a') => windows.take({ key, id: String((made += 1)), ...limit });
  return { clock, windows, take };
}

test('five are counted, the sixth waits until the first is out of the window, and waiting is not prolonged by trying', async () => {
  const { clock, take } = atClock();
  for (let count = 0; count < 5; count += 1) {
    expect(await take()).toBe(0);
    clock.now += 1_000;
  }
  expect(await take()).toBe(895_000);
  clock.now += 894_999;
  expect(await take()).toBe(1);
  clock.now += 1;
  expect(await take()).toBe(0);
  expect(await take()).toBe(1_000);
});

test('what is counted under one key is nothing to another', async () => {
  const { take } = atClock();
  for (let count = 0; count < 5; count += 1) await take('a');
  expect(await take('a')).toBeGreaterThan(0);
  expect(await take('b')).toBe(0);
});

test('a try that is given back leaves its place, and a key that is forgotten all of them', async () => {
  const { windows, take } = atClock();
  for (let count = 0; count < 5; count += 1) await take();
  await windows.giveBack('a', '3');
  expect(await take()).toBe(0);
  expect(await take()).toBeGreaterThan(0);
  await windows.forget('a');
  for (let count = 0; count < 5; count += 1) expect(await take()).toBe(0);
  await windows.giveBack('nobody', '1');
});

test('never more than five get through within any window, and it opens exactly when it says', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 400_000 }), { maxLength: 60 }), async (steps) => {
      const { clock, take } = atClock();
      const passed: number[] = [];
      for (const step of steps) {
        clock.now += step;
        const waitMs = await take();
        const recent = passed.filter((at) => at > clock.now - limit.windowMs);
        expect(waitMs).toBe(recent.length < 5 ? 0 : recent[recent.length - 5]! + limit.windowMs - clock.now);
        if (waitMs === 0) passed.push(clock.now);
      }
    }),
  );
});

test('a flood of addresses does not fill the memory: the oldest are forgotten', async () => {
  const { take } = atClock();
  for (let count = 0; count < 5; count += 1) await take('first');
  for (let key = 0; key < 49_999; key += 1) await take(`k${key}`);
  expect(await take('first')).toBeGreaterThan(0);
  for (let key = 0; key < 50_000; key += 1) await take(`l${key}`);
  expect(await take('first')).toBe(0);
});
