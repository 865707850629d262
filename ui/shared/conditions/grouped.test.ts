import { acceptedCondition, anySubject } from '#domain/conditions/condition.examples';
import type { Condition } from '#domain/conditions/condition';
import { evaluate } from '#domain/conditions/evaluate';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toCondition, toGrouped } from './grouped.ts';

const isOpen: Condition = { field: 'status', op: 'is', value: 'open' };

test.each<[Condition, Condition]>([
  [{ all: [] }, { all: [] }],
  [isOpen, { all: [isOpen] }],
  [{ any: [isOpen] }, { any: [isOpen] }],
  [{ not: isOpen }, { not: { any: [isOpen] } }],
  [{ not: { any: [isOpen, isOpen] } }, { not: { any: [isOpen, isOpen] } }],
  [{ not: { all: [isOpen] } }, { not: { any: [{ all: [isOpen] }] } }],
])('%j is edited and becomes %j', (before, after) => {
  expect(toCondition(toGrouped(before))).toEqual(after);
});

test('what is only looked at means the same', () => {
  fc.assert(
    fc.property(acceptedCondition, anySubject, (condition, subject) => {
      expect(evaluate(toCondition(toGrouped(condition)), subject)).toBe(evaluate(condition, subject));
    }),
    { numRuns: 1_000 },
  );
});
