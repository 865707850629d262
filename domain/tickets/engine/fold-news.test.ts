import { describe, expect, test } from 'vitest';
import { uuid } from '../../conditions/condition.examples.ts';
import { buildFact, buildFlow, created, end, FLOW, message, note, TICKET, wait } from '../../flow/flow.examples.ts';
import type { FactDraft, FactPlace } from '../fact.ts';
import { buildEngine, buildEngineTicket } from './engine.examples.ts';
import type { KeptOutcomes } from './exchange.ts';
import { foldNews } from './fold-news.ts';

test('a warning starts its flow, unless its breach is on record by now', () => {
  const on = { type: 'sla_warning', metric: 'resolution', percent: 50 } as const;
  const flow = buildFlow(
    { first: note('done'), done: end },
    { entries: [{ id: 'warned', on, ifRunning: 'beside', start: 'first' }] },
  );
  const warning = buildFact({ ...on, openedBy: 1, dueAt: 0 }, { cause: { kind: 'engine' } });
  const page = { ticketId: uuid(1), ticket: buildEngineTicket(), facts: [warning] };
  const engine = buildEngine({ seenSeq: 4, pinned: [FLOW] });
  expect(foldNews(engine, { ...page, overtaken: [] }, { [FLOW]: flow }).state.runs).toHaveLength(1);
  const overtaken = foldNews(engine, { ...page, overtaken: [5] }, { [FLOW]: flow });
  expect(overtaken.state).toMatchObject({ seenSeq: 5, runs: [] });
});

describe('a state made anew', () => {
  const answered = { event: { type: 'customer_replied' }, next: 'heard' } as const;
  const flow = buildFlow(
    {
      ...{ first: note('short'), short: wait('said', [answered]), said: note('long'), long: wait('done', [answered]) },
      ...{ heard: note('done'), done: end },
    },
    { entries: [{ id: 'opened', on: { type: 'created' }, ifRunning: 'beside', start: 'first' }] },
  );
  const key = (node: string, visit = 1) => [TICKET.id, FLOW, 1, '1.1', node, visit].join(':');
  const done = (seq: number) => ({ outcome: { kind: 'done' }, seq }) as const;
  const armed = (until: number, seq: number) => ({ outcome: { kind: 'armed', until }, seq }) as const;
  const ofNote = (node: string, seq: number) =>
    buildFact(message('agent', { by: 'system', public: false, auto: true }), {
      ...{ seq, at: seq * 1000 },
      cause: { kind: 'flow', ticketId: TICKET.id, flowVersionId: FLOW, run: 1, path: '1.1', node },
    });
  const fact = (draft: FactDraft, seq: number, place: Partial<FactPlace> = {}) =>
    buildFact(draft, { seq, at: seq * 1000, ...place });
  const fold = (facts: ReturnType<typeof fact>[], outcomes: KeptOutcomes) =>
    foldNews(buildEngine(), { ticketId: TICKET.id, ticket: buildEngineTicket(), facts, outcomes }, { [FLOW]: flow });
  const nodes = ({ state }: ReturnType<typeof fold>) =>
    state.runs.flatMap(({ paths }) => paths.map(({ node }) => node));
  const early: KeptOutcomes = { [key('first')]: done(2), [key('short')]: armed(2_500, 2) };

  test('stands where it stood when a fact came, so that the fact ends its wait', () => {
    const facts = [fact(created, 1), ofNote('first', 2), fact(message('customer'), 3)];
    expect(nodes(fold(facts, early))).toEqual(['heard']);
    expect(nodes(fold(facts, {}))).toEqual(['first']);
  });

  test('had left a wait that was over before the fact, if something was done after it', () => {
    const late = { ...early, [key('said')]: done(3), [key('long')]: armed(90_000, 3) };
    const facts = [fact(created, 1), ofNote('first', 2), ofNote('said', 3), fact(message('customer'), 4)];
    const { state } = fold(facts, late);
    expect(state.runs).toMatchObject([{ paths: [{ node: 'heard', visits: { short: 1, said: 1, long: 1 } }] }]);
  });

  test('does not redo what was done only after the fact', () => {
    const after = { ...early, [key('heard')]: done(4) };
    const facts = [fact(created, 1), ofNote('first', 2), fact(message('customer'), 3)];
    expect(nodes(fold(facts, after))).toEqual(['heard']);
    const untold = { [key('first')]: done(4) };
    expect(nodes(fold([fact(created, 1), fact(message('customer'), 2)], untold))).toEqual(['first']);
  });
});

test('a warning that was heard when it was new is heard again when the state is made anew', () => {
  const on = { type: 'sla_warning', metric: 'resolution', percent: 50 } as const;
  const flow = buildFlow(
    { first: note('done'), done: end },
    { entries: [{ id: 'warned', on, ifRunning: 'beside', start: 'first' }] },
  );
  const facts = [buildFact({ ...on, openedBy: 1, dueAt: 0 }, { cause: { kind: 'engine' } })];
  const page = { ticketId: TICKET.id, ticket: buildEngineTicket(), facts, overtaken: [5] };
  const kept = { [[TICKET.id, FLOW, 5, '1.1', 'first', 1].join(':')]: { outcome: { kind: 'done' }, seq: 6 } } as const;
  const engine = buildEngine({ seenSeq: 4, pinned: [FLOW] });
  expect(foldNews(engine, { ...page, outcomes: kept }, { [FLOW]: flow }).state.runs).toHaveLength(1);
});
