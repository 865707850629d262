import { describe, expect, test } from 'vitest';
import { uuid } from '../conditions/condition.examples.ts';
import type { FlowDocument, FlowNode } from './document.ts';
import { begin, buildFact, buildFlow, end, FLOW, message, move, note, TICKET, wait } from './flow.examples.ts';
import { applyOutcome, hasStuck, hear, isAlive } from './machine.ts';
import { effectKey, type FlowEffect, type FlowRun, type Outcome, type RefusalReason } from './run.ts';
import { skeletonOf } from './skeleton.ts';

const at = (runs: readonly FlowRun[]) => runs.flatMap(({ paths }) => paths.map(({ node }) => node));
const stuckBy = (runs: readonly FlowRun[]) =>
  runs.flatMap(({ paths }) => paths.flatMap(({ state }) => (state.kind === 'stuck' ? [state.reason] : [])));
const after = (document: FlowDocument, runs: readonly FlowRun[], effect: FlowEffect, outcome: Outcome) =>
  applyOutcome(runs, { [FLOW]: document }, effect, outcome);

describe('what a node asks for', () => {
  const to = { next: 'over' };
  test.each<[FlowNode, object]>([
    [{ type: 'wait', title: 'Until lunch', seconds: 60, calendarVersionId: uuid(6), leaveOn: [], ...to }, { type: 'wait', seconds: 60, calendarVersionId: uuid(6) }], // prettier-ignore
    [{ type: 'set', title: 'Up', priority: 'high', addTags: ['vip'], removeTags: [], ...to }, { type: 'set', priority: 'high', addTags: ['vip'], removeTags: [] }], // prettier-ignore
    [{ type: 'set', status: 'open', teamId: uuid(4), addTags: [], removeTags: ['vip'], ...to }, { type: 'set', status: 'open', teamId: uuid(4), addTags: [], removeTags: ['vip'] }], // prettier-ignore
    [
      { type: 'assign', to: { kind: 'pool' }, ...to },
      { type: 'assign', to: { kind: 'pool' } },
    ],
    [
      { type: 'notify', to: [{ kind: 'team' }], text: 'Look.', ...to },
      { type: 'notify', to: [{ kind: 'team' }] },
    ],
    [{ type: 'note', text: 'Seen.', ...to }, { type: 'note' }],
  ])('%j', (node, act) => {
    const document = buildFlow({ first: node, over: end });
    const { runs, effect } = begin(document);
    expect(effect).toEqual({ run: 5, flowVersionId: FLOW, path: '1.1', node: 'first', visit: 1, depth: 1, act });
    expect(move(skeletonOf(document) as FlowDocument, runs).effect).toEqual(effect);
    expect(effectKey(TICKET.id, effect!)).toBe(`${TICKET.id}:${FLOW}:5:1.1:first:1`);
    const done = after(document, runs, effect!, { kind: 'done' });
    expect(done.steps).toMatchObject([{ what: 'went', node: 'first', exit: 'next', to: 'over' }]);
    expect(move(document, done.runs)).toMatchObject({
      runs: [],
      until: null,
      steps: [{ what: 'ended', node: 'over' }],
    });
  });
});

describe('a wait', () => {
  const document = buildFlow({ first: wait('over'), over: end });
  const { runs, effect } = begin(document);
  const armed = after(document, runs, effect!, { kind: 'armed', until: 60_000 });

  test('is over at its instant and not a millisecond before', () => {
    expect(armed.steps).toMatchObject([{ what: 'waits', until: 60_000 }]);
    expect(move(document, armed.runs, { now: 59_999 })).toMatchObject({ runs: armed.runs, until: 60_000 });
    expect(move(document, armed.runs, { now: 60_000 }).steps).toMatchObject([
      { what: 'went', node: 'first', exit: 'next', to: 'over' },
      { what: 'ended' },
    ]);
  });

  test('rests until the first of several instants', () => {
    const both = buildFlow({ first: { type: 'fork', branches: ['a', 'b'] }, a: wait('over'), b: wait('over'), over: end }); // prettier-ignore
    const started = begin(both);
    const one = after(both, started.runs, started.effect!, { kind: 'armed', until: 90_000 });
    const two = after(both, one.runs, move(both, one.runs).effect!, { kind: 'armed', until: 30_000 });
    expect(move(both, two.runs).until).toBe(30_000);
    expect(at(move(both, two.runs, { now: 30_000 }).runs)).toEqual(['a']);
  });
});

describe('a branch', () => {
  const when = (value: 'high' | 'urgent') => ({ field: 'priority', op: 'at_least', value }) as const;
  const document = buildFlow({
    first: { type: 'branch', cases: [{ when: when('urgent'), next: 'a' }, { when: when('high'), next: 'b' }], otherwise: 'c' }, // prettier-ignore
    ...{ a: note('over'), b: note('over'), c: note('over'), over: end },
  });

  test.each([
    ['urgent', 'a', 'cases.0'],
    ['high', 'b', 'cases.1'],
    ['low', 'c', 'otherwise'],
  ])('goes by the first case that holds: %s', (priority, node, exit) => {
    const { runs } = begin(document);
    expect(at(runs)).toEqual(['c']);
    const heard = hear([], { [FLOW]: document }, [FLOW], buildFact({ type: 'priority', from: 'low', to: 'high' }), TICKET); // prettier-ignore
    const moved = move(document, heard.runs, { subject: { priority } });
    expect(at(moved.runs)).toEqual([node]);
    expect(moved.steps).toMatchObject([{ what: 'went', exit, to: node }]);
  });

  test('is stuck if a case ahead of the one that holds cannot be judged', () => {
    const unheard = { field: 'mood', op: 'is', value: 'bad' } as never;
    const cases = [{ when: unheard, next: 'a' }, { when: { all: [] }, next: 'b' }]; // prettier-ignore
    const branch = { type: 'branch', cases, otherwise: 'b' } as const;
    const { runs } = begin(buildFlow({ first: { ...branch, cases: [...cases] }, a: end, b: end }));
    expect(stuckBy(runs)).toEqual(['condition_unknown']);
    const late = { ...branch, cases: [...cases].reverse() };
    expect(begin(buildFlow({ first: late, a: end, b: end })).runs).toEqual([]);
  });
});

test('a fork ends its path and begins one for each branch, with names never used before', () => {
  const fork = { type: 'fork', branches: ['a', 'b'] } as const;
  const document = buildFlow({ first: { ...fork, branches: ['second', 'a'] }, second: { ...fork, branches: ['a', 'b'] }, a: note('over'), b: note('over'), over: end }); // prettier-ignore
  const heard = hear([], { [FLOW]: document }, [FLOW], buildFact({ type: 'priority', from: 'low', to: 'high' }), TICKET); // prettier-ignore
  const { steps } = move(document, heard.runs);
  expect(steps).toMatchObject([
    { what: 'split', path: '1.1', exit: 'branches.0', to: 'second', into: '1.2' },
    { what: 'split', path: '1.1', exit: 'branches.1', to: 'a', into: '1.3' },
    { what: 'split', path: '1.2', exit: 'branches.0', to: 'a', into: '1.4' },
    { what: 'split', path: '1.2', exit: 'branches.1', to: 'b', into: '1.5' },
  ]);
  const { runs } = move(document, heard.runs);
  expect(runs[0]?.paths.map(({ path }) => path)).toEqual(['1.4', '1.5', '1.3']);
});

describe('a repeat', () => {
  const repeat = {
    ...({
      type: 'repeat',
      everySeconds: 60,
      calendarVersionId: null,
      times: 2,
      body: 'round',
      next: 'gaveUp',
    } as const),
    leaveOn: [{ event: { type: 'agent_replied' } as const, next: 'answered' }],
  };
  const document = buildFlow({ first: repeat, round: note('first'), gaveUp: note('over'), answered: note('first'), over: end }); // prettier-ignore
  const begun = begin(document);
  const inRound = (() => {
    const armed = after(document, begun.runs, begun.effect!, { kind: 'armed', until: 100 });
    return move(document, armed.runs, { now: 100 });
  })();

  test('waits before each round, and leaves at once after the last', () => {
    let { runs, effect } = begun;
    const seen: string[] = [];
    for (let now = 0; effect && seen.length < 6; now += 1000) {
      seen.push(`${effect.node} ${effect.act.type} ${String(effect.visit)}`);
      const isWait = effect.act.type === 'wait';
      const moved = after(document, runs, effect, isWait ? { kind: 'armed', until: now } : { kind: 'done' });
      ({ runs, effect = undefined as never } = move(document, moved.runs, { now }));
    }
    expect(seen).toEqual(['first wait 1', 'round note 1', 'first wait 2', 'round note 2', 'gaveUp note 1']);
    expect(runs).toEqual([]);
  });

  test('is left by an event, and begins anew when a path comes to it again', () => {
    const again = move(document, after(document, inRound.runs, inRound.effect!, { kind: 'done' }).runs);
    expect(again.runs[0]?.paths[0]?.repeats).toEqual([{ node: 'first', rounds: 1 }]);
    const left = hear(again.runs, { [FLOW]: document }, [], buildFact(message('agent')), TICKET).runs;
    expect(left[0]?.paths[0]).toMatchObject({ node: 'answered', repeats: [] });
    const anew = move(document, after(document, left, move(document, left).effect!, { kind: 'done' }).runs);
    expect(anew.effect).toMatchObject({ node: 'first', visit: 3 });
    expect(anew.runs[0]?.paths[0]?.repeats).toEqual([{ node: 'first', rounds: 0 }]);
  });

  test('an event during a round is not forgotten: it leaves when the round is over', () => {
    const heard = hear(inRound.runs, { [FLOW]: document }, [], buildFact(message('agent')), TICKET);
    expect(heard.steps).toEqual([]);
    expect(at(heard.runs)).toEqual(['round']);
    const { runs, steps } = move(document, after(document, heard.runs, inRound.effect!, { kind: 'done' }).runs);
    expect(at(runs)).toEqual(['answered']);
    expect(steps).toMatchObject([{ what: 'left', node: 'first', exit: 'leaveOn.0', to: 'answered' }]);
  });

  test('skipping it leaves it, too', () => {
    const skip = buildFact({ type: 'operation', act: 'skip', run: 5, path: '1.1' });
    const { runs } = hear(begun.runs, { [FLOW]: document }, [], skip, TICKET);
    expect(runs[0]?.paths[0]).toMatchObject({ node: 'gaveUp', repeats: [] });
  });
});

describe('what was refused', () => {
  const document = buildFlow({ first: note('over', 'sorry'), sorry: note('over'), over: end });
  const { runs, effect } = begin(document);
  const refused = (reason: RefusalReason) => after(document, runs, effect!, { kind: 'refused', reason });

  test('goes on by the exit for that, if there is one', () => {
    expect(at(refused('nobody_there').runs)).toEqual(['sorry']);
    expect(refused('nobody_there').steps).toMatchObject([
      { what: 'failed', exit: 'failed', to: 'sorry', reason: 'nobody_there' },
    ]);
    const sorry = move(document, refused('nobody_there').runs);
    const stuck = after(document, sorry.runs, sorry.effect!, { kind: 'refused', reason: 'limit' });
    expect(stuckBy(stuck.runs)).toEqual(['limit']);
    expect(stuck.steps).toMatchObject([{ what: 'stuck', node: 'sorry', reason: 'limit' }]);
  });

  test('is planned again as another visit if it was superseded', () => {
    const again = refused('superseded');
    expect(again.steps).toMatchObject([{ what: 'again', visit: 1 }]);
    expect(move(document, again.runs).effect).toEqual({ ...effect, visit: 2 });
  });

  test('stops the path if flows answered each other too often', () => {
    expect(stuckBy(refused('loop').runs)).toEqual(['loop']);
  });

  test('changes nothing when told twice or too late', () => {
    const done = after(document, runs, effect!, { kind: 'done' });
    const late: Outcome[] = [{ kind: 'done' }, { kind: 'armed', until: 5 }, { kind: 'refused', reason: 'limit' }];
    for (const outcome of late) {
      for (const before of [done.runs, refused('loop').runs, refused('superseded').runs, []])
        expect(after(document, before, effect!, outcome)).toEqual({ runs: before, steps: [] });
    }
  });
});

describe('what cannot go on is stuck, and stays so', () => {
  test.each<[string, FlowDocument, string]>([
    ['a node that is missing', buildFlow({}), 'node_missing'],
    ['a node that every object seems to have', buildFlow({}, { entries: [{ ...buildFlow({}).entries[0]!, start: 'toString' }] }), 'node_missing'], // prettier-ignore
    ['a node of newer code', buildFlow({ first: { type: 'dance', next: 'over' } as never, over: end }), 'node_unknown'],
    ['branches in a circle', buildFlow({ first: { type: 'branch', cases: [], otherwise: 'first' } }), 'endless_cycle'],
    ['forks in a circle', buildFlow({ first: { type: 'fork', branches: ['first', 'first'] } }), 'too_many_paths'],
  ])('%s', (_, document, reason) => {
    const { runs, until } = begin(document);
    expect(new Set(stuckBy(runs))).toContain(reason);
    expect(until).toBe(null);
    expect({ alive: isAlive(runs), stuck: hasStuck(runs) }).toEqual({ alive: false, stuck: true });
  });

  test('a flow that is missing or newer, in any state', () => {
    const document = buildFlow({ first: wait('over'), over: end });
    const { runs, effect } = begin(document);
    const armed = after(document, runs, effect!, { kind: 'armed', until: 60 }).runs;
    expect(stuckBy(move({ ...document, version: 2 as 1 }, runs).runs)).toEqual(['flow_unknown']);
    expect(stuckBy(applyOutcome(runs, {}, effect!, { kind: 'done' }).runs)).toEqual(['flow_missing']);
    expect(stuckBy(move({ ...document, version: 2 as 1 }, armed, { now: 60 }).runs)).toEqual(['flow_unknown']);
  });

  test('one of newer code can be passed over', () => {
    const document = buildFlow({ first: { type: 'dance', next: 'over' } as never, over: note('first') });
    const skip = buildFact({ type: 'operation', act: 'skip', run: 5, path: '1.1' });
    expect(at(hear(begin(document).runs, { [FLOW]: document }, [], skip, TICKET).runs)).toEqual(['over']);
  });

  test('acts in a circle end there, too', () => {
    const document = buildFlow({ first: note('first') });
    let { runs, effect } = begin(document);
    for (let acts = 0; effect && acts < 300; acts += 1)
      ({ runs, effect = undefined as never } = move(document, after(document, runs, effect, { kind: 'done' }).runs));
    expect(stuckBy(runs)).toEqual(['endless_cycle']);
  });

  test('other paths go on', () => {
    const document = buildFlow({ first: { type: 'fork', branches: ['nowhere', 'a'] }, a: note('a') });
    const { runs, effect } = begin(document);
    expect(stuckBy(runs)).toEqual(['node_missing']);
    expect(effect?.node).toBe('a');
    expect({ alive: isAlive(runs), stuck: hasStuck(runs) }).toEqual({ alive: true, stuck: true });
  });
});

test('nothing waits where nothing runs', () => {
  expect(move(buildFlow({}), [])).toEqual({ runs: [], steps: [], until: null });
  expect({ alive: isAlive([]), stuck: hasStuck([]) }).toEqual({ alive: false, stuck: false });
});
