import { expect, test, vi } from 'vitest';
import { limitTable } from './limit-table.ts';
import { createLimiter } from './limiter.ts';
import { windowsInMemory } from './windows-in-memory.ts';
import type { Windows } from './windows.ts';

const account = 'failedSignInsOfAccount';

/** Shared windows that do as they are told. */
function shared(take: Windows['take']) {
  return { ...windowsInMemory(), take: vi.fn(take) };
}

test('the limits are what is promised', () => {
  expect(limitTable.failedSignInsOfAccount).toEqual({ most: 5, windowSeconds: 900 });
  expect(limitTable.failedSignInsFromAddress).toEqual({ most: 5, windowSeconds: 900 });
});

test('who has used up a limit is told when to come again, in whole seconds', async () => {
  const limiter = createLimiter();
  for (let count = 0; count < 5; count += 1) await limiter.take(account, 'ada');
  await expect(limiter.take(account, 'ada')).rejects.toMatchObject({
    ...{ code: 'too_many_requests', retryAfterSeconds: 900 },
  });
  await limiter.take(account, 'bob');
  await limiter.take('failedSignInsFromAddress', 'ada');
  await limiter.forget(account, 'ada');
  await limiter.take(account, 'ada');
});

test('what is counted together never holds the address it is about', async () => {
  const windows = shared(() => Promise.resolve({ waitMs: 0, left: 4, freesMs: 1 }));
  await createLimiter({ shared: windows }).take(account, 'ada@example.com');
  const key = windows.take.mock.calls[0]?.[0].key ?? '';
  expect(key).toMatch(/^nixflow:limit:failedSignInsOfAccount:[\w-]{22}$/);
});

test('shared windows decide while they answer', async () => {
  const windows = shared(() => Promise.resolve({ waitMs: 61_001, left: 0, freesMs: 61_001 }));
  const limiter = createLimiter({ shared: windows });
  await expect(limiter.take(account, 'ada')).rejects.toMatchObject({ retryAfterSeconds: 62 });
});

test.each<[string, Windows['take']]>([
  ['refuse', () => Promise.reject(new Error('READONLY'))],
  ['stay silent', () => new Promise(() => undefined)],
])(
  'while they %s nobody is refused for it, nobody waits long, and the limit is kept in this process',
  async (_, take) => {
    const windows = shared(take);
    const limiter = createLimiter({ shared: windows });
    const begun = performance.now();
    for (let count = 0; count < 5; count += 1) await limiter.take(account, 'ada');
    await expect(limiter.take(account, 'ada')).rejects.toMatchObject({ code: 'too_many_requests' });
    // One patience of 250 ms for all of them: who gave no answer is left alone for a while.
    expect(windows.take).toHaveBeenCalledOnce();
    expect(performance.now() - begun).toBeLessThan(2_000);
  },
);

test('who is known to be away is not asked', async () => {
  const windows = shared(() => Promise.resolve({ waitMs: 0, left: 4, freesMs: 1 }));
  await createLimiter({ shared: windows, isAway: () => true }).take(account, 'ada');
  expect(windows.take).not.toHaveBeenCalled();
});

test('after their rest they are asked again', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  try {
    const windows = shared(() => Promise.reject(new Error('away')));
    const limiter = createLimiter({ shared: windows });
    await limiter.take(account, 'ada');
    await limiter.take(account, 'ada');
    expect(windows.take).toHaveBeenCalledOnce();
    vi.advanceTimersByTime(5_001);
    await limiter.take(account, 'ada');
    expect(windows.take).toHaveBeenCalledTimes(2);
  } finally {
    vi.useRealTimers();
  }
});
