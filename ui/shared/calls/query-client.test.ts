import { expect, test, vi } from 'vitest';
import { CallFailed } from './call-failed.ts';
import { createQueryClient, shouldAskAgain, waitBeforeAsking } from './query-client.ts';

test.each([
  ['unreachable', 0, true],
  ['store_unavailable', 2, true],
  ['store_unavailable', 3, false],
  ['unauthenticated', 0, false],
  ['not_found', 0, false],
  ['internal', 0, false],
  ['unreadable', 0, false],
] as const)('%s after %i failures: ask again %s', (code, failures, again) => {
  expect(shouldAskAgain(failures, new CallFailed(code, ''))).toBe(again);
});

test('a bug of this page is not repeated', () => {
  expect(shouldAskAgain(0, new TypeError('x is undefined'))).toBe(false);
});

test('it waits as the server asks for, else longer each time', () => {
  const asked = new CallFailed('store_unavailable', '', { retryAfterMs: 7_000 });
  expect(waitBeforeAsking(0, asked)).toBe(7_000);
  expect([0, 1, 2, 9].map((failure) => waitBeforeAsking(failure, new CallFailed('unreachable', '')))).toEqual([
    1_000, 2_000, 4_000, 10_000,
  ]);
});

test('whoever signs people in again hears of every failure, of questions and of acts', async () => {
  const hear = vi.fn<(failure: CallFailed) => void>();
  const client = createQueryClient(hear);
  const fail = () => Promise.reject(new CallFailed('unauthenticated', ''));
  await client.query({ queryKey: ['x'], queryFn: fail }).catch(() => undefined);
  await client
    .getMutationCache()
    .build(client, { mutationFn: fail })
    .execute(undefined)
    .catch(() => undefined);
  expect(hear.mock.calls.map(([{ code }]) => code)).toEqual(['unauthenticated', 'unauthenticated']);
});
