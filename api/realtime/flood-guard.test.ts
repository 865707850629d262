import { expect, test } from 'vitest';
import { createFloodGuard, type Verdict } from './flood-guard.ts';

const speak = (judge: () => Verdict, times: number) =>
  Array.from({ length: times }, judge).reduce<Partial<Record<Verdict, number>>>(
    (counts, verdict) => ({ ...counts, [verdict]: (counts[verdict] ?? 0) + 1 }),
    {},
  );

test('a burst is taken, what goes on is refused, and whoever does not stop is ended', () => {
  const guard = createFloodGuard({ burst: 5, perSecond: 2, refusals: 3, now: () => 0 });
  expect(speak(guard.judge, 10)).toEqual({ take: 5, refuse: 3, end: 2 });
});

test('time makes room again, never more than a burst', () => {
  let clock = 0;
  const guard = createFloodGuard({ burst: 5, perSecond: 2, refusals: 3, now: () => clock });
  expect(speak(guard.judge, 6)).toEqual({ take: 5, refuse: 1 });
  clock = 1_500;
  expect(speak(guard.judge, 3)).toEqual({ take: 2, refuse: 1 });
  clock = 1_000_000;
  expect(speak(guard.judge, 6)).toEqual({ take: 5, refuse: 1 });
});

test('somebody at the usual pace is never refused', () => {
  let clock = 0;
  const guard = createFloodGuard({ burst: 5, perSecond: 2, refusals: 3, now: () => (clock += 500) });
  expect(speak(guard.judge, 100)).toEqual({ take: 100 });
});
