import { buildSelfCheck } from '#testkit/factories/self-check';
import { expect, test, vi } from 'vitest';
import { failAbandonedSelfCheck } from './fail-abandoned-self-check.ts';

const noon = new Date('2026-06-01T12:00:00.000Z');
const before = (minutes: number) => new Date(noon.getTime() - minutes * 60_000);

const failed = async (row: ReturnType<typeof buildSelfCheck> | null) => {
  const fail = vi.fn<(id: string, failure: string) => Promise<void>>(() => Promise.resolve());
  await failAbandonedSelfCheck({ readNow: () => Promise.resolve(noon), latest: () => Promise.resolve(row), fail });
  return fail.mock.calls;
};

test('a self-check that is open for longer than its workflow may live is ended in words', async () => {
  const row = buildSelfCheck({ requestedAt: before(15.1) });
  expect(await failed(row)).toEqual([[row.id, 'Nobody finished it.']]);
});

test.each([
  ['there is none', null],
  ['its workflow may still run', buildSelfCheck({ requestedAt: before(14.9) })],
  ['it is finished', buildSelfCheck({ requestedAt: before(60), finishedAt: before(59) })],
])('nothing happens when %s', async (_, row) => {
  expect(await failed(row)).toEqual([]);
});
