import { expect, test } from 'vitest';
import { differingFields } from './differing-fields.ts';

const ticket = { status: 'open', clocks: [{ usedMs: 12, dueAt: null }], tags: ['a'] };

test('replies that were read at different times and say the same are equal', () => {
  const later = { ...ticket, clocks: [{ usedMs: 900, dueAt: null }] };
  expect(differingFields({ tickets: [ticket], now: 1, next: 'x' }, { tickets: [later], now: 2, next: 'y' })).toEqual(
    [],
  );
});

test.each([
  ['another value', { ...ticket, status: 'closed' }, '/status: "open", is "closed"'],
  ['a missing field', { status: 'open', clocks: ticket.clocks }, '/tags: ["a"], is nothing'],
  ['one entry more', { ...ticket, tags: ['a', 'b'] }, '/tags/1: nothing, is "b"'],
  ['another kind', { ...ticket, clocks: {} }, '/clocks: [{"usedMs":12,"dueAt":null}], is {}'],
  ['something deep', { ...ticket, clocks: [{ usedMs: 12, dueAt: 3 }] }, '/clocks/0/dueAt: null, is 3'],
])('%s is told with its place', (_, afresh, told) => {
  expect(differingFields(ticket, afresh)).toEqual([told]);
});

test('what differs altogether is told in a few lines', () => {
  const numbers = Array.from({ length: 40 }, (_, index) => index);
  expect(differingFields(numbers, [])).toHaveLength(13);
});
