import { describe, expect, test } from 'vitest';
import { uuid } from '../../conditions/condition.examples.ts';
import { buildFact, buildFlow, created, end, FLOW, message, note, wait } from '../../flow/flow.examples.ts';
import { isAlive } from '../../flow/machine.ts';
import type { FlowPath } from '../../flow/run.ts';
import type { FactDraft, TicketFact } from '../fact.ts';
import { unknownOf, type UnknownFact } from '../unknown-fact.ts';
import { buildEngine, buildEngineTicket } from './engine.examples.ts';
import type { UnsavedEngine } from './engine-state.ts';
import { foldNews, type NewsPage } from './fold-news.ts';
import { planNext } from './plan-next.ts';
import { attributesOf, detailsOf } from './show-engine.ts';

const flow = buildFlow(
  { first: wait('said', [{ event: { type: 'customer_replied' }, next: 'heard' }]), said: note('done'), heard: note('done'), done: end },
  { entries: [
    { id: 'opened', on: { type: 'created' }, ifRunning: 'beside', start: 'first' },
    { id: 'breached', on: { type: 'sla_breached', metric: 'resolution' }, ifRunning: 'beside', start: 'said' },
    { id: 'tagged', on: { type: 'tags_changed' }, ifRunning: 'beside', start: 'said' },
  ] },
); // prettier-ignore
const flows = { [FLOW]: flow };
const telepathy = buildFact({ type: 'telepathy' } as unknown as FactDraft, { seq: 2 });
const tags = buildFact({ type: 'tags', added: ['vip'], removed: [] }, { seq: 2 });
const unknown: readonly UnknownFact[] = [{ seq: 2, type: 'telepathy' }];
const breach = buildFact(
  { type: 'sla_breached', metric: 'resolution', openedBy: 1, percent: 100, dueAt: 0 },
  { seq: 3, cause: { kind: 'engine' } },
);

const fold = (engine: UnsavedEngine, facts: readonly TicketFact[], more: Partial<NewsPage> = {}) =>
  foldNews(engine, { ticketId: uuid(1), ticket: buildEngineTicket(), facts, ...more }, flows);
/** Opened, and waiting until 60 000. */
function waiting(): UnsavedEngine {
  const opened = fold(buildEngine(), [buildFact(created, { seq: 1 })]);
  const runs = opened.state.runs.map((run) => ({
    ...run,
    paths: run.paths.map((path): FlowPath => ({ ...path, state: { kind: 'waiting', until: 60_000 } })),
  }));
  return { ...opened, state: { ...opened.state, runs } };
}
const pathsOf = ({ state }: UnsavedEngine) => state.runs.flatMap(({ paths }) => paths);
const held = () => fold(waiting(), [telepathy], { unknown });

test('what is not known is a type, or what an operator did', () => {
  expect(unknownOf(telepathy)).toEqual({ seq: 2, type: 'telepathy' });
  expect(unknownOf(buildFact({ type: 'operation', act: 'levitate' } as unknown as FactDraft))).toEqual({
    seq: 5,
    type: 'operation:levitate',
  });
  expect(unknownOf(buildFact({ type: 'toString' } as unknown as FactDraft))).not.toBeNull();
  expect(unknownOf(tags)).toBeNull();
  expect(unknownOf(buildFact({ type: 'operation', act: 'pause' }))).toBeNull();
});

describe('a fact that the code does not know', () => {
  test('makes the path that waits stuck, and is shown with its name and number', () => {
    const engine = held();
    expect(engine.state).toMatchObject({ seenSeq: 2, unknownFacts: unknown });
    expect(pathsOf(engine)).toMatchObject([{ node: 'first', state: { kind: 'stuck', reason: 'fact_unknown' } }]);
    expect(engine.steps.at(-1)).toMatchObject({ what: 'stuck', reason: 'fact_unknown', fact: unknown[0] });
    expect(planNext(engine.state, flows, 70_000)).toMatchObject({ kind: 'rest', until: null });
    const ticket = buildEngineTicket();
    expect(attributesOf(engine.state, ticket).NixStuck).toBe(true);
    expect(detailsOf(engine.state, ticket, { kind: 'rest', until: null, waitsFor: 'news' })).toContain(
      'stuck at first (fact_unknown: fact 2, "telepathy")',
    );
  });

  test('does not stop the clocks, nor what later facts start', () => {
    const engine = fold(held(), [breach], { ticket: buildEngineTicket({ nextMarkAt: 50 }) });
    expect(planNext(engine.state, flows, 60)).toEqual({ kind: 'record' });
    expect(pathsOf(engine)).toMatchObject([{ state: { kind: 'stuck' } }, { node: 'said', state: { kind: 'ready' } }]);
  });

  test('is unknown if it was when it was loaded, whatever the code knows that replays it', () => {
    expect(fold(waiting(), [tags], { unknown }).state).toEqual(held().state);
  });

  test('holds nothing if no path is alive', () => {
    const engine = fold(buildEngine({ seenSeq: 1 }), [telepathy], { unknown });
    expect(engine.state).toMatchObject({ unknownFacts: unknown, runs: [] });
    expect(isAlive(engine.state.runs)).toBe(false);
  });

  test('does not make a held path deaf: it moves, and stays held', () => {
    const engine = fold(held(), [buildFact(message('customer'), { seq: 3 })]);
    expect(pathsOf(engine)).toMatchObject([{ node: 'heard', state: { kind: 'stuck', reason: 'fact_unknown' } }]);
    const released = fold(engine, [], { recovered: [tags] });
    expect(pathsOf(released)[0]).toMatchObject({ node: 'heard', visit: 1, state: { kind: 'ready' } });
  });
});

describe('going on', () => {
  test('known at last, it is heard, and the path waits on for the same instant', () => {
    const engine = fold(held(), [], { recovered: [tags] });
    expect(engine).toMatchObject({ isUnsaved: true, state: { seenSeq: 2, unknownFacts: [] } });
    expect(pathsOf(engine)).toMatchObject([
      { node: 'first', visit: 1, state: { kind: 'waiting', until: 60_000 } },
      { node: 'said', state: { kind: 'ready' } },
    ]);
    expect(engine.steps.map(({ what }) => what).slice(-2)).toEqual(['released', 'started']);
  });

  test('as long as one of several is not known, none is folded', () => {
    const third = buildFact({ type: 'levitation' } as unknown as FactDraft, { seq: 3 });
    const engine = fold(held(), [third], { unknown: [{ seq: 3, type: 'levitation' }] });
    const asked = fold(engine, [], { recovered: [tags] });
    expect(asked.state).toEqual(engine.state);
    expect(asked.state.seenSeq).toBe(3);
  });

  test('an operator who tries again passes over it: the path goes on as it was, also later', () => {
    const [path] = pathsOf(held());
    const retry = buildFact({ type: 'operation', act: 'retry', run: 1, path: path!.path }, { seq: 3 });
    const engine = fold(held(), [retry]);
    expect(pathsOf(engine)).toMatchObject([{ visit: 1, state: { kind: 'waiting', until: 60_000 } }]);
    expect(pathsOf(fold(engine, [], { recovered: [tags] }))[0]).toMatchObject({ state: { kind: 'waiting' } });
  });

  test('an operator who skips leaves the node behind', () => {
    const [path] = pathsOf(held());
    const skip = buildFact({ type: 'operation', act: 'skip', run: 1, path: path!.path }, { seq: 3 });
    expect(pathsOf(fold(held(), [skip]))).toMatchObject([{ node: 'said', state: { kind: 'ready' } }]);
  });
});
