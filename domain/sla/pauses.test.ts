import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countedCalendars } from '#testkit/factories/calendar';
import { anyTicket, buildPolicy } from '#testkit/factories/sla-fact';
import type { FactDraft, TicketFact } from '../tickets/fact.ts';
import { clocksAt } from './clocks-at.ts';
import { foldFacts } from './fold-fact.ts';
import { pausesOf } from './pauses.ts';
import { readTicketFact } from './read-ticket-fact.ts';

const HOUR = 3_600_000;
const START = Date.parse('2026-03-02T09:00:00Z');
const policy = buildPolicy({ targets: { normal: { firstResponse: 7200, resolution: 28_800 } } });

const created: FactDraft = {
  type: 'created',
  by: 'customer',
  via: 'web',
  status: 'new',
  priority: 'normal',
  teamId: null,
  assigneeId: null,
  requesterId: 'c',
  tags: [],
  policyVersionId: 'p',
  flowVersionIds: [],
  messageId: 'm',
  followUpOfId: null,
};
const status = (to: 'open' | 'pending' | 'on_hold' | 'resolved') => ({ type: 'status', from: 'open', to }) as const;

/** Facts told as [hours after the start, what]. */
const told = (...facts: [hours: number, fact: FactDraft][]): TicketFact[] =>
  facts.map(([hours, fact], index) => ({
    ...fact,
    ...{ seq: index + 1, at: START + hours * HOUR, revision: index + 1, cause: { kind: 'engine' }, depth: 0 },
  }));

/** `metric from-to because` in hours, of the clocks that ever stood still. */
const seen = (facts: readonly TicketFact[], hours: number) => {
  const state = foldFacts(facts.map((fact) => readTicketFact(fact, () => ({ policy, calendar: null }))));
  const hoursAt = (at: number | null) => (at === null ? '' : String((at - START) / HOUR));
  return pausesOf(state, facts, START + hours * HOUR).flatMap(({ metric, pauses }) =>
    pauses.map(({ from, to, because }) => `${metric} ${hoursAt(from)}-${hoursAt(to)} ${because}`),
  );
};

describe('a clock stood still', () => {
  test('in the statuses that stop it, and still does', () => {
    const facts = told([0, created], [1, status('pending')], [2, status('open')], [3, status('on_hold')]);
    expect(seen(facts, 4)).toEqual(['resolution 1-2 pending', 'resolution 3- on_hold']);
  });

  test('from one such status to the next in one', () => {
    const facts = told([0, created], [1, status('pending')], [2, status('on_hold')], [3, status('open')]);
    expect(seen(facts, 4)).toEqual(['resolution 1-3 pending']);
  });

  test('while the ticket was resolved, if it goes on', () => {
    expect(seen(told([0, created], [1, status('resolved')], [5, status('open')]), 6)).toEqual([
      'resolution 1-5 resolved',
    ]);
    expect(seen(told([0, created], [1, status('resolved')]), 6)).toEqual([]);
  });

  test('while the ticket was out of the queue', () => {
    const facts = told([0, created], [1, { type: 'spam' }], [2, { type: 'deleted' }], [3, { type: 'not_spam' }], [4, { type: 'restored' }]); // prettier-ignore
    expect(seen(facts, 6)).toEqual(['resolution 1-4 spam', 'firstResponse 1-4 spam'].sort());
  });

  test('until it was resolved out of a pause', () => {
    expect(seen(told([0, created], [1, status('pending')], [3, status('resolved')]), 6)).toEqual([
      'resolution 1-3 pending',
    ]);
  });
});

test('pauses are what is missing between start and end of any clock that counts around the clock', () => {
  const always = countedCalendars(4, 7).map((one) => ({ ...one, calendar: null }));
  fc.assert(
    fc.property(anyTicket(always), ({ facts, now }) => {
      const state = foldFacts(facts);
      const at = Math.max(now, state.at);
      for (const clock of clocksAt(state, at)) {
        const { pauses, endedAt } = pausesOf(state, [], at).find(
          ({ metric, openedBy }) => metric === clock.metric && openedBy === clock.openedBy,
        )!;
        const stood = pauses.reduce((sum, { from, to }) => sum + (to ?? at) - from, 0);
        expect(clock.usedMs).toBe((endedAt ?? at) - clock.startedAt - stood);
      }
    }),
    { numRuns: 500 },
  );
});
