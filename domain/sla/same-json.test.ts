import { expect, test } from 'vitest';
import { isSameJson } from './same-json.ts';

test.each([
  [
    { a: 1, b: { c: [1, 2], d: null } },
    { b: { d: null, c: [1, 2] }, a: 1 },
  ],
  [{ a: undefined, b: 1 }, { b: 1 }],
  [[], []],
])('%j says the same as %j', (a, b) => {
  expect(isSameJson(a, b)).toBe(true);
});

test.each([
  [{ a: 1 }, { a: 2 }],
  [{ a: 1 }, { a: 1, b: 1 }],
  [{ a: 1, b: 1 }, { a: 1 }],
  [
    [1, 2],
    [2, 1],
  ],
  [[], {}],
  [null, {}],
  ['1', 1],
  [{ constructor: 1 }, {}],
])('%j says other than %j', (a, b) => {
  expect(isSameJson(a, b)).toBe(false);
});
