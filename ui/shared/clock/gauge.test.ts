import { expect, test } from 'vitest';
import type { SlaClock } from './clock.ts';
import { gaugeOf } from './gauge.ts';

const hour = 3_600_000;
const running: SlaClock = {
  state: 'running',
  metric: 'nextResponse',
  startedAt: 0,
  targetMs: hour,
  usedMs: 0,
  warnings: [50, 75, 90],
  isBreached: false,
  dueAt: hour,
  asOf: 0,
};

test('in time, the bar ends at due and the needle stands on what is used', () => {
  const gauge = gaugeOf(running, 0.77 * hour);
  expect(gauge.now).toBeCloseTo(77);
  expect(gauge).toMatchObject({ due: 100, over: null });
  expect(gauge.ticks.map(({ isAhead }) => isAhead)).toEqual([false, false, true]);
});

test('past due, due stands within and the hatched part reaches to now', () => {
  const gauge = gaugeOf(running, 1.7 * hour);
  expect(gauge.due).toBeCloseTo(58.8, 1);
  expect(gauge).toMatchObject({ now: 100, over: gauge.due, used: gauge.due, ticks: [] });
});

test('met in time stays where it was met', () => {
  const met: SlaClock = { ...running, state: 'met', metAt: 0.87 * hour, usedMs: 0.87 * hour };
  expect(gaugeOf(met, 100 * hour).now).toBeCloseTo(87);
});
