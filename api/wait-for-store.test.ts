import { logInMemory } from '#testkit/log-in-memory';
import { expect, test, vi } from 'vitest';
import { waitForStore } from './wait-for-store.ts';

test('a database that comes late is waited for, and each refusal is said', async () => {
  const log = logInMemory();
  const check = vi.fn<() => Promise<void>>();
  check
    .mockRejectedValueOnce(new Error('connection refused'))
    .mockRejectedValueOnce(new AggregateError([new Error('both')]));
  check.mockResolvedValue();
  const signal = new AbortController().signal;
  expect(await waitForStore({ check, logger: log.logger, signal })).toBe(true);
  expect(check).toHaveBeenCalledTimes(3);
  expect(log.lines().map(({ reason }) => reason)).toEqual(['connection refused', 'Error: both']);
});

test('a process that ends waits no longer', async () => {
  const ending = new AbortController();
  const waiting = waitForStore({
    check: () => Promise.reject(new Error('away')),
    logger: logInMemory().logger,
    signal: ending.signal,
  });
  ending.abort();
  expect(await waiting).toBe(false);
});
