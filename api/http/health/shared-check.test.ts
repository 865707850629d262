import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { sharedCheck } from './shared-check.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const never = () => new Promise<never>(() => undefined);

test('a storm of probes costs one question a second', async () => {
  const ask = vi.fn(() => Promise.resolve());
  const check = sharedCheck(ask);
  expect(await Promise.all(Array.from({ length: 1_000 }, check))).not.toContain(false);
  expect(ask).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(999);
  await check();
  expect(ask).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(2);
  await check();
  expect(ask).toHaveBeenCalledTimes(2);
});

test('a part that refuses, or throws before it asks, is away, and is back as soon as it answers', async () => {
  const ask = vi.fn<() => Promise<void>>();
  const check = sharedCheck(ask);
  ask.mockRejectedValueOnce(new Error('refused'));
  expect(await check()).toBe(false);
  vi.advanceTimersByTime(1_001);
  ask.mockImplementationOnce(() => {
    throw new Error('not even asked');
  });
  expect(await check()).toBe(false);
  vi.advanceTimersByTime(1_001);
  ask.mockResolvedValueOnce();
  expect(await check()).toBe(true);
});

test('a part that stays silent is away after two seconds, and its questions do not pile up', async () => {
  const ask = vi.fn(never);
  const check = sharedCheck(ask);
  for (let asked = 0; asked < 3; asked++) {
    const answer = check();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(await answer).toBe(false);
  }
  expect(ask).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(4_001);
  ask.mockImplementationOnce(() => Promise.resolve() as Promise<never>);
  expect(await check()).toBe(true);
});
