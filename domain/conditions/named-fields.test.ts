import { expect, test } from 'vitest';
import { exampleLines, uuid } from './condition.examples.ts';
import type { Condition } from './condition.ts';
import { FIELDS } from './fields.ts';
import { namedFields } from './named-fields.ts';

test('each field is named once, however deep it lies', () => {
  const written: Condition = {
    all: [
      { field: 'status', op: 'is', value: 'open' },
      { any: [{ not: { field: 'team', op: 'is', value: uuid(1) } }, { field: 'status', op: 'is', value: 'new' }] },
    ],
  };
  expect([...namedFields(written)].sort()).toEqual(['status', 'team']);
});

test('the empty condition names none, all comparisons together name all', () => {
  expect(namedFields({ all: [] })).toEqual([]);
  expect(new Set(namedFields({ any: exampleLines.map(({ comparison }) => comparison) }))).toEqual(
    new Set([...Object.keys(FIELDS), `custom.${uuid(6)}`]),
  );
});

test('fields and combinations of newer code are looked into', () => {
  const newer = { atLeast: 2, of: [{ field: 'custom.region', op: 'is', value: 'emea' }, null, 7] };
  expect(namedFields(newer as unknown as Condition)).toEqual(['custom.region']);
});
