import { describe, expect, test } from 'vitest';
import { uuid } from '../conditions/condition.examples.ts';
import { begin, buildFact, buildFlow, end, FLOW, message, move, note, TICKET, wait } from './flow.examples.ts';
import { applyOutcome, hear, holdPaths, nextStep } from './machine.ts';
import type { FlowDocument, FlowNode } from './document.ts';
import type { FlowPath, FlowRun, PathState } from './run.ts';
import { buildSubject } from '../conditions/condition.examples.ts';

const NEW = uuid(12);
const repeat = (body: string, next: string, differences = {}): FlowNode => ({
  ...{ type: 'repeat', everySeconds: 60, calendarVersionId: null, times: 5, body, next },
  leaveOn: [
    { event: { type: 'customer_replied' }, next: 'done' },
    { event: { type: 'agent_replied' }, next: 'done' },
  ],
  ...differences,
}); // prettier-ignore

/** Runs of the old document taken to the new one. */
const migrate = (
  runs: readonly FlowRun[],
  before: FlowDocument,
  after: FlowDocument | undefined,
  nodes: Readonly<Record<string, string>> = {},
) =>
  hear(
    runs,
    { [FLOW]: before, ...(after && { [NEW]: after }) },
    [NEW],
    buildFact({ type: 'operation', act: 'migrate', from: FLOW, to: NEW, nodes }, { seq: 9 }),
    TICKET,
  );
const pathOf = (runs: readonly FlowRun[]) => runs[0]!.paths[0]!;
/** The run's path in a state. */
const inState = (runs: readonly FlowRun[], state: PathState): FlowRun[] =>
  runs.map((run) => ({ ...run, paths: run.paths.map((path): FlowPath => ({ ...path, state })) }));
const waiting: PathState = { kind: 'waiting', until: 60_000, from: 0 };

const old = buildFlow({ first: wait('said'), said: note('done'), done: end });
const atWait = inState(begin(old).runs, waiting);
const long: FlowNode = { type: 'wait', seconds: 90, calendarVersionId: null, leaveOn: [], next: 'said' };

describe('a path taken to another version', () => {
  test('at a wait of the same length keeps its instant, whatever else became of the flow', () => {
    const after = buildFlow({ first: wait('other'), other: note('done'), done: end });
    const { runs, steps } = migrate(atWait, old, after);
    expect(runs).toEqual([{ ...atWait[0], flowVersionId: NEW }]);
    expect(steps).toEqual([
      { run: 5, flowVersionId: FLOW, path: '1.1', node: 'first', visit: 1, what: 'migrated', to: 'first', toVersionId: NEW },
    ]); // prettier-ignore
  });

  test('at a wait of another length is armed anew, counted from its arrival', () => {
    const after = buildFlow({ first: long, said: note('done'), done: end });
    const { runs } = migrate(atWait, old, after);
    const next = nextStep(runs, { [NEW]: after }, buildSubject(), 30_000);
    expect(next).toMatchObject({ effect: { visit: 2, act: { type: 'wait', seconds: 90, since: 0 } } });
    if (next.kind !== 'effect') throw new Error('It asks for its instant.');
    const armed = applyOutcome(runs, { [NEW]: after }, next.effect, { kind: 'armed', until: 90_000, from: 0 });
    expect(pathOf(armed.runs).state).toEqual({ kind: 'waiting', until: 90_000, from: 0 });
  });

  test('at a wait of which nobody knows when it began is counted from now', () => {
    const armedByOldCode = inState(begin(old).runs, { kind: 'waiting', until: 60_000 });
    const { runs } = migrate(armedByOldCode, old, buildFlow({ first: long, said: note('done'), done: end }));
    expect(pathOf(runs)).toMatchObject({ visit: 2, state: { kind: 'ready' } });
    expect(pathOf(runs).state).not.toHaveProperty('since');
  });

  test('goes to the node that the operator names, as a new visit', () => {
    const after = buildFlow({ first: end, pause: wait('done'), done: end });
    const { runs } = migrate(atWait, old, after, { first: 'pause' });
    expect(pathOf(runs)).toMatchObject({ node: 'pause', visit: 1, visits: { first: 1, pause: 1 }, state: waiting });
  });

  test('whose node is no wait any more does what is there now', () => {
    const after = buildFlow({ first: note('done'), done: end });
    expect(move(after, migrate(atWait, old, after).runs).runs).toHaveLength(1);
    expect(pathOf(migrate(atWait, old, after).runs)).toMatchObject({ visit: 2, state: { kind: 'ready' } });
  });

  test('whose node has no place there stops, and is listed', () => {
    const { runs, steps } = migrate(atWait, old, buildFlow({ other: end }));
    expect(runs).toEqual([]);
    expect(steps).toMatchObject([{ what: 'stopped', reason: 'migrated', node: 'first' }]);
  });

  test('that is stuck is tried again; one that an unknown fact holds stays held', () => {
    const stuck = inState(atWait, { kind: 'stuck', reason: 'nobody_there' });
    expect(pathOf(migrate(stuck, old, old).runs)).toMatchObject({ visit: 2, state: { kind: 'ready' } });
    const { runs: held } = holdPaths(atWait, { seq: 8, type: 'telepathy' });
    expect(pathOf(migrate(held, old, old).runs).state).toEqual(pathOf(held).state);
  });

  test('stays where it is if the version is of another flow, not there, or of newer code', () => {
    const newer = { ...old, version: 2 } as unknown as FlowDocument;
    expect(migrate(atWait, old, undefined)).toEqual({ runs: atWait, steps: [] });
    expect(migrate(atWait, old, newer)).toEqual({ runs: atWait, steps: [] });
    const others = atWait.map((run) => ({ ...run, flowVersionId: uuid(3) }));
    expect(migrate(others, old, old).runs).toEqual(others);
  });
});

describe('a repeat', () => {
  const before = buildFlow({ again: repeat('say', 'done'), first: note('again'), say: note('again'), done: end });
  /** In its third round. */
  const inRound = (leaves?: number): FlowRun[] =>
    begin(before).runs.map((run) => ({
      ...run,
      paths: run.paths.map((path) => ({
        ...path,
        ...{ node: 'say', repeats: [{ node: 'again', rounds: 3, ...(leaves !== undefined && { leaves }) }] },
      })),
    }));

  test('counts on, under its new name as well', () => {
    const after = buildFlow({ first: end, often: repeat('say', 'done'), say: note('often'), done: end });
    expect(pathOf(migrate(inRound(), before, after, { again: 'often' }).runs)).toMatchObject({
      ...{ node: 'say', repeats: [{ node: 'often', rounds: 3 }] },
    });
  });

  test('is left when the round is over by what came during it, if that still ends it', () => {
    const swapped = [{ event: { type: 'agent_replied' }, next: 'done' }];
    const after = buildFlow({ again: repeat('say', 'done', { leaveOn: swapped }), first: end, say: note('again'), done: end }); // prettier-ignore
    expect(pathOf(migrate(inRound(1), before, after).runs).repeats).toEqual([{ node: 'again', rounds: 3, leaves: 0 }]);
    expect(pathOf(migrate(inRound(0), before, after).runs).repeats).toEqual([{ node: 'again', rounds: 3 }]);
  });

  test('that is none any more is left; where there was none, counting begins', () => {
    const none = buildFlow({ again: note('done'), first: end, say: note('again'), done: end });
    expect(pathOf(migrate(inRound(), before, none).runs).repeats).toEqual([]);
    const { runs } = migrate(atWait, old, buildFlow({ first: repeat('say', 'done'), say: note('first'), done: end }));
    expect(pathOf(runs)).toMatchObject({ node: 'first', repeats: [{ node: 'first', rounds: 0 }], state: waiting });
  });
});

test('what happens afterwards is of the new version: its events, its entries', () => {
  const after = buildFlow({ first: wait('said', [{ event: { type: 'customer_replied' }, next: 'heard' }]), said: end, heard: note('done'), done: end }); // prettier-ignore
  const { runs } = migrate(atWait, old, after);
  const heard = hear(runs, { [NEW]: after }, [NEW], buildFact(message('customer'), { seq: 10 }), TICKET);
  expect(pathOf(heard.runs).node).toBe('heard');
});
