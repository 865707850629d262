import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { dismissToast, sayDone, sayFailed, subscribeToToasts, toastsNow } from './toasts.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  for (const { id } of toastsNow()) dismissToast(id);
  vi.useRealTimers();
});
const texts = () => toastsNow().map(({ text }) => text);

test('what was done stays long enough to be taken back, then goes by itself', () => {
  sayDone('check', '#1042 resolved', () => undefined);
  vi.advanceTimersByTime(7_999);
  expect(texts()).toEqual(['#1042 resolved']);
  vi.advanceTimersByTime(1);
  expect(texts()).toEqual([]);
});

test('why something was not done stays until somebody has read it', () => {
  sayFailed('Snooze failed: the ticket was closed');
  vi.advanceTimersByTime(60_000);
  expect(texts()).toHaveLength(1);
  dismissToast(toastsNow()[0]!.id);
  expect(texts()).toEqual([]);
});

test('no more than three at a time, and listeners hear of each change', () => {
  const heard = vi.fn();
  const leave = subscribeToToasts(heard);
  for (const text of ['a', 'b', 'c', 'd']) sayFailed(text);
  leave();
  sayFailed('e');
  expect(heard).toHaveBeenCalledTimes(4);
  expect(texts()).toEqual(['c', 'd', 'e']);
});
