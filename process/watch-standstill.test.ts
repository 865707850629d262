import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { watchStandstill } from './watch-standstill.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

test('a process that goes on is left alone, however long', () => {
  const onStandstill = vi.fn();
  watchStandstill({ mostMs: 8_000, onStandstill });
  vi.advanceTimersByTime(60_000);
  expect(onStandstill).not.toHaveBeenCalled();
});

test('one that stood still is told of it once, with how long', () => {
  const onStandstill = vi.fn();
  watchStandstill({ mostMs: 8_000, onStandstill });
  vi.setSystemTime(Date.now() + 12_000);
  vi.advanceTimersByTime(5_000);
  expect(onStandstill).toHaveBeenCalledTimes(1);
  expect(onStandstill.mock.calls[0]?.[0]).toBeGreaterThanOrEqual(12_000);
});

test('a pause that is short enough is borne, and an ended watch says nothing', () => {
  const onStandstill = vi.fn();
  const end = watchStandstill({ mostMs: 8_000, onStandstill });
  vi.setSystemTime(Date.now() + 7_000);
  vi.advanceTimersByTime(1_000);
  end();
  vi.setSystemTime(Date.now() + 70_000);
  vi.advanceTimersByTime(1_000);
  expect(onStandstill).not.toHaveBeenCalled();
});
