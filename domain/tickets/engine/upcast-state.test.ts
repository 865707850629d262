import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { foldNews } from './fold-news.ts';
import { planNext } from './plan-next.ts';
import { emptyState, type EngineState } from './engine-state.ts';
import { upcastState, type StoredState } from './upcast-state.ts';

const folder = new URL('../../../workflows/states/', import.meta.url);
const samples = readdirSync(folder).map((name) => ({
  name,
  sample: JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as StoredState,
}));

test('there is a sample of every version', () => {
  expect(samples.map(({ sample }) => sample.version)).toEqual(
    Array.from({ length: emptyState('', 0).version }, (_, at) => at + 1),
  );
});

test.each(samples)('$name is read, planned with and folded on', ({ sample }) => {
  const state = upcastState(sample, 'epoch', 7);
  expect(state).toMatchObject({ version: 3, epoch: 'epoch', rowVersion: 7 });
  expect(Object.keys(state).sort()).toEqual(Object.keys(emptyState('', 0)).sort());
  const ticket = (sample as EngineState).ticket!;
  expect(planNext(state, {}, Date.parse('2020-01-01T00:00:00Z'))).toBeDefined();
  const folded = foldNews({ state, steps: [], isUnsaved: false }, { ticketId: 'x', facts: [], ticket }, {});
  expect(folded.state.ticket).toEqual(ticket);
});

test('a state of an unknown version, or none, is made anew from all facts', () => {
  expect(upcastState({ version: 99 }, 'epoch', 7)).toEqual(emptyState('epoch', 7));
  expect(upcastState(null, 'epoch', 0)).toEqual(emptyState('epoch', 0));
});
