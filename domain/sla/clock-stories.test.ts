import { describe, expect, test } from 'vitest';
import { buildPolicy } from '#testkit/factories/sla-fact';
import { clocksAt, clocksFrom, reachedBefore, upcoming } from './clocks-at.ts';
import type { SlaFact } from './fact.ts';
import { foldFacts } from './fold-fact.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const START = Date.parse('2026-03-02T09:00:00Z');
const policy = buildPolicy({ targets: { normal: { firstResponse: 7200, nextResponse: 3600, resolution: 28_800 } } });

type Told = SlaFact extends infer F ? (F extends SlaFact ? Omit<F, 'seq' | 'at'> : never) : never;

/** Facts told as [minutes after the start, what]; around the clock. */
const told = (...facts: [minutes: number, fact: Told][]): SlaFact[] =>
  facts.map(([minutes, fact], index) => ({ ...fact, seq: index + 1, at: START + minutes * MINUTE }));

const created: Told = { type: 'created', by: 'customer', priority: 'normal', status: 'new', policy, calendar: null };
const customer: Told = { type: 'message', by: 'customer', public: true, auto: false };
const agent: Told = { type: 'message', by: 'agent', public: true, auto: false };
const held = (messageId: string): Told => ({ type: 'message', by: 'agent', public: true, auto: false, messageId, held: true }); // prettier-ignore
const unsent = (messageId: string): Told => ({ type: 'unsent', messageId });
const released = (messageId: string): Told => ({ type: 'released', messageId });
const status = (to: 'open' | 'pending' | 'resolved' | 'closed'): Told => ({ type: 'status', to });

/** `metric state usedMinutes`, and when it breached, in minutes. */
const seen = (facts: readonly SlaFact[], minutes: number) =>
  clocksFrom(facts, START + minutes * MINUTE).map(
    ({ metric, state, usedMs, breachedAt }) =>
      `${metric} ${state} ${usedMs / MINUTE}${breachedAt === null ? '' : ` late ${(breachedAt - START) / MINUTE}`}`,
  );
const marks = (list: ReturnType<typeof upcoming>) =>
  list.map(({ metric, percent, at }) => `${metric} ${percent} % at ${(at - START) / MINUTE}`);

describe('undoing a reply', () => {
  test('the clock it had met goes on, and is late if it would have been', () => {
    const facts = told([0, created], [60, held('a')], [121, unsent('a')]);
    expect(seen(facts.slice(0, 2), 121)).toEqual(['firstResponse met 60', 'resolution running 121']);
    expect(seen(facts, 121)).toEqual(['firstResponse running 121 late 120', 'resolution running 121']);
  });

  test('a wait that only began because of it vanishes', () => {
    const facts = told([0, created], [10, held('a')], [20, customer], [30, unsent('a')]);
    expect(seen(facts.slice(0, 3), 30)).toContain('nextResponse running 10');
    expect(seen(facts, 30)).toEqual(['firstResponse running 30', 'resolution running 30']);
  });

  test('of two held replies the other one still answers', () => {
    const facts = told([0, created], [10, held('a')], [20, held('b')], [30, unsent('a')]);
    expect(seen(facts, 30)).toEqual(['firstResponse met 20', 'resolution running 30']);
    expect(seen([...facts, ...told([40, unsent('b')])], 40)).toEqual(['firstResponse running 40', 'resolution running 40']); // prettier-ignore
  });

  test('what has left cannot be undone, and nothing is kept for it', () => {
    const facts = told([0, created], [10, held('a')], [11, status('pending')], [12, released('a')], [13, unsent('a')]);
    expect(seen(facts, 30)).toEqual(['firstResponse met 10', 'resolution paused 11']);
    expect(foldFacts(facts).undo).toBeNull();
    const two = told([0, created], [10, held('a')], [11, customer], [12, held('b')], [13, released('a')]);
    expect(foldFacts(two).undo?.facts).toHaveLength(1);
  });
});

describe('leaving the queue and coming back', () => {
  test('time away does not count, and what was cancelled goes on', () => {
    const facts = told([0, created], [30, { type: 'merged' }], [90, { type: 'unmerged' }]);
    expect(seen(facts.slice(0, 2), 60)).toEqual(['firstResponse cancelled 30', 'resolution cancelled 30']);
    expect(seen(facts, 100)).toEqual(['firstResponse running 40', 'resolution running 40']);
  });

  test('two reasons need two ways back', () => {
    const facts = told([0, created], [10, { type: 'spam' }], [20, { type: 'deleted' }], [30, { type: 'not_spam' }], [40, { type: 'restored' }]); // prettier-ignore
    expect(seen(facts.slice(0, 4), 35)).toEqual(['firstResponse cancelled 10', 'resolution cancelled 10']);
    expect(seen(facts, 45)).toEqual(['firstResponse running 15', 'resolution running 15']);
  });

  test('a status that came meanwhile takes effect on return', () => {
    const closed = told([0, created], [10, { type: 'spam' }], [20, status('closed')], [30, { type: 'not_spam' }]);
    expect(seen(closed, 40)).toEqual(['firstResponse cancelled 10', 'resolution met 10']);
    const reopened = told([0, created], [10, status('closed')], [20, { type: 'deleted' }], [25, status('open')], [30, { type: 'restored' }]); // prettier-ignore
    expect(seen(reopened, 40)).toEqual(['firstResponse cancelled 10', 'resolution running 20']);
  });

  test('a wait on a resolved ticket goes on waiting', () => {
    const facts = told([0, created], [5, agent], [10, status('resolved')], [20, customer], [30, { type: 'spam' }], [40, { type: 'not_spam' }]); // prettier-ignore
    expect(seen(facts, 50)).toEqual(['firstResponse met 5', 'nextResponse running 20', 'resolution met 10']);
  });
});

describe('tickets that did not begin as others do', () => {
  test('split: its clocks start at the split', () => {
    const facts = told([300, { ...created, type: 'split' }]);
    expect(seen(facts, 310)).toEqual(['firstResponse running 10', 'resolution running 10']);
  });

  test('imported: no clock in the past', () => {
    const imported = { type: 'imported', answered: true, priority: 'normal', policy, calendar: null } as const;
    const open = told([0, { ...imported, status: 'open' }], [10, customer]);
    expect(seen(open, 20)).toEqual(['nextResponse running 10', 'resolution running 20']);
    const over = told([0, { ...imported, status: 'closed' }], [10, customer], [10, status('open')]);
    expect(seen(over.slice(0, 1), 20)).toEqual([]);
    expect(seen(over, 20)).toEqual(['nextResponse running 10', 'resolution running 10']);
    const unanswered = told([0, { ...imported, answered: false, status: 'open' }], [10, customer]);
    expect(seen(unanswered, 20)).toContain('firstResponse running 10');
  });

  test('facts ahead of the first, and facts of other kinds, change nothing', () => {
    const strange = { type: 'assigned', to: 'somebody' } as unknown as Told;
    const facts = told([0, status('open')], [0, created], [5, strange]);
    expect(seen(facts, 10)).toEqual(['firstResponse running 10', 'resolution running 10']);
    expect(clocksAt(foldFacts([]), START)).toEqual([]);
    expect(upcoming(foldFacts([]))).toEqual([]);
    expect(reachedBefore(foldFacts([]), START)).toEqual([]);
  });

  test('without a policy time is counted, and counts once there is one', () => {
    const facts = told([0, { ...created, policy: null }], [150, { type: 'policy', policy, calendar: null }]);
    expect(seen(facts.slice(0, 1), 100)).toEqual([]);
    expect(seen(facts, 160)).toEqual(['firstResponse running 160 late 150', 'resolution running 160']);
  });
});

describe('warnings and breaches', () => {
  test('are ahead at absolute instants, soonest first', () => {
    expect(marks(upcoming(foldFacts(told([0, created]))))).toEqual([
      'firstResponse 50 % at 60',
      'firstResponse 75 % at 90',
      'firstResponse 90 % at 108',
      'firstResponse 100 % at 120',
      'resolution 50 % at 240',
      'resolution 75 % at 360',
      'resolution 90 % at 432',
      'resolution 100 % at 480',
    ]);
  });

  test('are reached once, whatever re-targeting does', () => {
    const slower = buildPolicy({ targets: { normal: { firstResponse: 14_400 } } });
    const facts = told([0, created], [100, { type: 'policy', policy: slower, calendar: null }], [150, { type: 'policy', policy, calendar: null }]); // prettier-ignore
    const reached = (minutes: number) => marks(reachedBefore(foldFacts(facts), START + minutes * MINUTE));
    expect(reached(600)).toEqual([
      ...['firstResponse 50 % at 60', 'firstResponse 75 % at 90'],
      ...['firstResponse 90 % at 150', 'firstResponse 100 % at 150'],
      ...['resolution 50 % at 240', 'resolution 75 % at 360', 'resolution 90 % at 432', 'resolution 100 % at 480'],
    ]);
  });

  test('stand still with a paused clock', () => {
    const facts = told([0, created], [5, agent], [10, status('pending')]);
    expect(upcoming(foldFacts(facts))).toEqual([]);
  });

  test('a fact in the very instant is in time, and until it is past nothing is on record', () => {
    const state = foldFacts(told([0, created]));
    const due = START + 120 * MINUTE;
    const breach = { metric: 'firstResponse', openedBy: 1, percent: 100, at: due };
    expect(reachedBefore(state, due)).not.toContainEqual(breach);
    expect(reachedBefore(state, due + 1)).toContainEqual(breach);
    const answered = foldFacts(told([0, created], [120, agent]));
    expect(reachedBefore(answered, due + HOUR)).not.toContainEqual(breach);
  });

  test('keep their clock’s name when an earlier one vanishes', () => {
    const facts = told([0, created], [10, held('a')], [20, customer], [25, unsent('a')], [30, agent], [40, customer]);
    const before = reachedBefore(foldFacts(facts.slice(0, 3)), START + 24 * HOUR).map(({ openedBy }) => openedBy);
    expect(before).toContain(3);
    const after = reachedBefore(foldFacts(facts), START + 24 * HOUR).map(({ openedBy }) => openedBy);
    expect(after).not.toContain(3);
    expect(after).toContain(6);
  });
});
