import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createPresent } from './present.ts';

const taskBegan = Date.parse('2026-03-02T09:00:00Z');
beforeEach(() => {
  vi.useFakeTimers({ now: taskBegan });
});
afterEach(() => {
  vi.useRealTimers();
});

test('it is as late as PostgreSQL said last, whatever the workflow’s own clock says', () => {
  const present = createPresent();
  present.hear(taskBegan + 700);
  vi.setSystemTime(taskBegan + 10_000);
  expect(present.now()).toBe(taskBegan + 700);
  present.hear(taskBegan - 5_000);
  expect(present.now()).toBe(taskBegan - 5_000);
});

test('what was waited for to its end is over in any case', () => {
  const present = createPresent();
  present.hear(taskBegan);
  present.reach(taskBegan + 60_000);
  expect(present.now()).toBe(taskBegan + 60_000);
  present.reach(taskBegan + 1);
  expect(present.now()).toBe(taskBegan + 60_000);
});

test('the last act tells how busy the worker is, the first after a rest tells nothing', () => {
  const present = createPresent();
  present.hear(taskBegan);
  expect(present.lag()).toBe(0);
  present.hear(taskBegan + 700);
  expect(present.lag()).toBe(700);
  present.rest();
  present.hear(taskBegan + 3_600_000);
  expect(present.lag()).toBe(0);
});

test('one sleeps from what was heard, however far the own clock is ahead; after a rest, from whichever is later', () => {
  const present = createPresent();
  present.hear(taskBegan - 5_000);
  expect(present.estimate()).toBe(taskBegan - 5_000);
  present.rest();
  present.reach(taskBegan + 1_000);
  expect(present.estimate()).toBe(taskBegan + 1_000);
  vi.setSystemTime(taskBegan + 60_000);
  expect(present.estimate()).toBe(taskBegan + 60_000);
  present.hear(taskBegan + 55_000);
  expect(present.estimate()).toBe(taskBegan + 55_000);
});

test('in a history of older code, whose answers say no time, it goes by the workflow’s own clock', () => {
  const present = createPresent();
  present.hear(undefined);
  present.reach(taskBegan + 60_000);
  expect(present.now()).toBe(taskBegan);
  vi.setSystemTime(taskBegan + 1_000);
  expect([present.now(), present.estimate(), present.lag()]).toEqual([taskBegan + 1_000, taskBegan + 1_000, 0]);
});
