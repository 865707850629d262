import { expect, test } from 'vitest';
import { uuid } from '../../conditions/condition.examples.ts';
import { buildFact, buildFlow, end, FLOW, note } from '../../flow/flow.examples.ts';
import { buildEngine, buildEngineTicket } from './engine.examples.ts';
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
