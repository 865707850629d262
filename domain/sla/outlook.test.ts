import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countedCalendars } from '#testkit/factories/calendar';
import { anyTicket, buildPolicy } from '#testkit/factories/sla-fact';
import { upcoming } from './clocks-at.ts';
import type { SlaFact } from './fact.ts';
import { foldFacts } from './fold-fact.ts';
import { firstToEnd, outlookAt, queuePlace } from './outlook.ts';

/** Drawn anew in each run; a failure prints it, and it can be put here. */
const seed = Math.floor(Math.random() * 2 ** 31);
const HOUR = 3_600_000;
const START = Date.parse('2026-03-02T09:00:00Z');

test(`a ticket's place in the queue says what its clocks say whenever one looks (calendars of seed ${String(seed)})`, () => {
  const seen = { late: 0, runningOut: 0, ahead: 0, none: 0 };
  fc.assert(
    fc.property(
      anyTicket(countedCalendars(40, seed)),
      fc.nat(),
      fc.constantFrom(0, 1),
      ({ facts, now }, which, more) => {
        const state = foldFacts(facts);
        const marks = upcoming(state).filter(({ at }) => at < now + 100 * HOUR);
        const at = Math.max(state.at, (marks[which % Math.max(1, marks.length)]?.at ?? now) + more);
        const place = queuePlace(state);
        const clocks = outlookAt(state, at).filter((clock) => clock.state === 'running' || clock.state === 'paused');
        const first = firstToEnd(clocks);
        const isLate = clocks.some(({ breachedAt }) => breachedAt !== null);
        const runsOut = clocks
          .filter(({ breachedAt }) => breachedAt === null)
          .flatMap(({ runsOutAt }) => runsOutAt ?? []);

        expect(place.endsAt).toBe(first?.breachedAt ?? first?.dueAt ?? null);
        expect(place.endsAt !== null && place.endsAt <= at).toBe(isLate);
        // Where something is late, that is told; what runs out besides is not asked for.
        if (!isLate) expect(place.runsOutAt).toBe(runsOut.length > 0 ? Math.min(...runsOut) : null);
        seen.late += Number(isLate);
        seen.runningOut += Number(!isLate && place.runsOutAt !== null && place.runsOutAt <= at);
        seen.ahead += Number(!isLate && place.endsAt !== null);
        seen.none += Number(first === null);
      },
    ),
    { numRuns: 1000 },
  );
  for (const [what, count] of Object.entries(seen)) expect(count, what).toBeGreaterThan(50);
});

const policy = buildPolicy({ targets: { normal: { firstResponse: 7200, resolution: 28_800 } } });
const opened: SlaFact = {
  ...{ type: 'created', by: 'customer', priority: 'normal', status: 'new', policy, calendar: null },
  ...{ seq: 1, at: START },
};
const status = (seq: number, hours: number, to: 'pending' | 'resolved'): SlaFact => ({
  ...{ type: 'status', to, seq, at: START + hours * HOUR },
});
const look = (facts: readonly SlaFact[], hours: number) =>
  firstToEnd(outlookAt(foldFacts(facts), START + hours * HOUR));

describe('the clock that ends first', () => {
  test('is the one that is due soonest, and tells when it runs out and what it warns of before', () => {
    expect(look([opened], 1.2)).toMatchObject({
      ...{ metric: 'firstResponse', state: 'running', runsOutAt: START + 1.5 * HOUR },
      warnings: [{ percent: 50, at: START + HOUR }],
      warningsAhead: [{ percent: 75 }, { percent: 90 }],
    });
  });

  test('is one that is late, also if another is due sooner than it was', () => {
    expect(look([opened], 3)).toMatchObject({ metric: 'firstResponse', breachedAt: START + 2 * HOUR });
  });

  test('is one that stands still, if nothing runs', () => {
    const answered: SlaFact = { type: 'message', by: 'agent', public: true, auto: false, seq: 2, at: START };
    const first = look([opened, answered, status(3, 1, 'pending')], 2);
    expect(first).toMatchObject({
      metric: 'resolution',
      state: 'paused',
      dueAt: null,
      runsOutAt: null,
      warningsAhead: [],
    });
  });

  test('is the one that was met last, if none is open', () => {
    expect(look([opened, status(2, 1, 'resolved')], 2)).toMatchObject({ metric: 'resolution', state: 'met' });
    expect(firstToEnd([])).toBeNull();
  });
});
