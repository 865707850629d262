import type { SlaClock } from '#domain/contracts/sla-clock';
import { expect, test } from 'vitest';
import { clockOf, nextClock } from './clock-of.ts';

const at = (minute: number) => new Date(minute * 60_000).toISOString();
const running: SlaClock = {
  ...{ metric: 'firstResponse', state: 'running', startedAt: at(0), targetMs: 600_000, usedMs: 300_000, dueAt: at(10) },
  ...{ metAt: null, breachedAt: null, warnings: [{ percent: 50, at: at(5) }], runsOutAt: at(7) },
  warningsAhead: [
    { percent: 90, at: at(9) },
    { percent: 75, at: at(7) },
  ],
};
const ticket = { clock: running, heldUntil: null, stuckAt: null };

test('a running clock is counted on from the server’s now', () => {
  expect(clockOf(running, 300_000, 'open')).toMatchObject({
    ...{ state: 'running', dueAt: 600_000, asOf: 300_000, warnings: [50, 75, 90], isBreached: false },
  });
});

test('one that stands still names the status that stops it', () => {
  expect(clockOf({ ...running, state: 'paused', dueAt: null }, 0, 'on_hold')).toMatchObject({
    state: 'paused',
    status: 'on_hold',
  });
});

test('one that was met late says so', () => {
  const met = clockOf({ ...running, state: 'met', metAt: at(12), breachedAt: at(10) }, 0, 'open');
  expect(met).toMatchObject({ state: 'met', metAt: 720_000, dueAt: 600_000, isBreached: true });
});

test('what is stuck is said first, then what can be undone, then the clock', () => {
  expect(nextClock({ ...ticket, stuckAt: at(1), heldUntil: at(6) }, 300_000, 'open').state).toBe('stuck');
  expect(nextClock({ ...ticket, heldUntil: at(6) }, 300_000, 'open').state).toBe('held');
  expect(nextClock({ ...ticket, heldUntil: at(4) }, 300_000, 'open').state).toBe('running');
  expect(nextClock({ ...ticket, clock: null }, 300_000, 'open').state).toBe('none');
});
