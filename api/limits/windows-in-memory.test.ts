import fc from 'fast-check';
import { expect, test } from 'vitest';
import { windowsInMemory } from './windows-in-memory.ts';

const limit = { most: 5, windowMs: 900_000 };

/** Windows at a clock that is set by hand. */
function atClock() {
  const clock = { now: 1_000_000 };
  const windows = windowsInMemory(() => clock.now);
  let made = 0;
  const ask = (key = 'a') => windows.take({ key, id: String((made += 1)), ...limit });
  const take = async (key?: string) => (await ask(key)).waitMs;
  return { clock, windows, ask, take };
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

test('how many more there may be is told with each', async () => {
  const { ask } = atClock();
  const left: number[] = [];
  for (let count = 0; count < 6; count += 1) left.push((await ask()).left);
  expect(left).toEqual([4, 3, 2, 1, 0, 0]);
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

const step = fc.record({ afterMs: fc.integer({ min: 0, max: 400_000 }), givesBack: fc.option(fc.nat(), { freq: 3 }) });

test('never more than five get through within any window, and it opens exactly when it says, whatever is given back', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
      const { clock, windows } = atClock();
      let passed: { readonly id: string; readonly at: number }[] = [];
      for (const [index, { afterMs, givesBack }] of steps.entries()) {
        clock.now += afterMs;
        const back = givesBack === null ? undefined : passed[givesBack % Math.max(1, passed.length)];
        if (back) await windows.giveBack('a', back.id);
        passed = passed.filter((one) => one !== back && one.at > clock.now - limit.windowMs);
        const id = String(index);
        const { waitMs, left, freesMs } = await windows.take({ key: 'a', id, ...limit });
        const oldest = passed[0]?.at ?? clock.now;
        expect(freesMs).toBe(oldest + limit.windowMs - clock.now);
        expect(waitMs).toBe(passed.length < 5 ? 0 : freesMs);
        if (waitMs === 0) passed.push({ id, at: clock.now });
        expect(left).toBe(5 - passed.length);
      }
    }),
  );
});

test('of a limit of thousands none costs more than another', async () => {
  const { windows, clock } = atClock();
  const begun = performance.now();
  for (let count = 0; count < 60_000; count += 1) {
    clock.now += 50;
    await windows.take({ key: 'a', id: String(count), most: 9_000, windowMs: limit.windowMs });
  }
  // To look at all of them each time takes a minute.
  expect(performance.now() - begun).toBeLessThan(10_000);
});

test('a flood of addresses does not fill the memory: the oldest are forgotten', async () => {
  const { take } = atClock();
  for (let count = 0; count < 5; count += 1) await take('first');
  for (let key = 0; key < 49_999; key += 1) await take(`k${key}`);
  expect(await take('first')).toBeGreaterThan(0);
  for (let key = 0; key < 50_000; key += 1) await take(`l${key}`);
  expect(await take('first')).toBe(0);
});
