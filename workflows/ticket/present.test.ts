import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createPresent } from './present.ts';

const taskBegan = Date.parse('2026-03-02T09:00:00Z');
beforeEach(() => {
  vi.useFakeTimers({ now: taskBegan });
});
afterEach(() => {
  vi.useRealTimers();
});

test('while the own clock stands still, it is as late as PostgreSQL said last', () => {
  const present = createPresent();
  expect([present.now(), present.lag()]).toEqual([taskBegan, 0]);
  present.hear(taskBegan + 700);
  expect([present.now(), present.lag()]).toEqual([taskBegan + 700, 700]);
});

test('an answer of older code, which says nothing, changes nothing; a PostgreSQL that is behind does not set it back', () => {
  const present = createPresent();
  present.hear(taskBegan + 700);
  present.hear(undefined);
  expect(present.now()).toBe(taskBegan + 700);
  present.hear(taskBegan - 5_000);
  expect([present.now(), present.lag()]).toEqual([taskBegan, 0]);
});

test('the next task begins by its own clock; what was waited for to its end is over in any case', () => {
  const present = createPresent();
  present.hear(taskBegan + 700);
  vi.setSystemTime(taskBegan + 60_000);
  expect([present.now(), present.lag()]).toEqual([taskBegan + 60_000, 0]);
  present.reach(taskBegan + 60_003);
  expect(present.now()).toBe(taskBegan + 60_003);
});
