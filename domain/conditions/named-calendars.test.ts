import { expect, test } from 'vitest';
import { uuid } from './condition.examples.ts';
import type { Condition } from './condition.ts';
import { namedCalendars } from './named-calendars.ts';

test('calendars are named once each, wherever their hours are asked for', () => {
  const asks = (op: 'within' | 'outside', number: number): Condition => ({
    field: 'openHours',
    op,
    value: uuid(number),
  });
  const written: Condition = { any: [asks('within', 1), { not: { all: [asks('outside', 2), asks('within', 1)] } }] };
  expect(namedCalendars(written)).toEqual([uuid(1), uuid(2)]);
  expect(namedCalendars([{ cases: [{ when: written }] }, asks('within', 3)]).toSorted()).toEqual([1, 2, 3].map(uuid));
  expect(namedCalendars({ field: 'team', op: 'is', value: uuid(1) })).toEqual([]);
});

test('what only newer code understands is passed over', () => {
  expect(namedCalendars([null, 7, { field: 'openHours', op: 'any', value: [uuid(1)] }])).toEqual([]);
});
