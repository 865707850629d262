import { expect, test } from 'vitest';
import { countWaiting, keepSteady } from './steady-rows.ts';

const shown = { list: 'open', order: [3, 1, 2] };

test('what is new waits above the rows that stand there', () => {
  const next = keepSteady(shown, 'open', [9, 3, 8, 1, 2]);
  expect(next).toBe(shown);
  expect(countWaiting(next, [9, 3, 8, 1, 2])).toBe(2);
});

test('rows stay where they are, although they would stand elsewhere now', () => {
  expect(keepSteady(shown, 'open', [2, 3, 1])).toBe(shown);
});

test('what is gone goes', () => {
  expect(keepSteady(shown, 'open', [3, 2]).order).toEqual([3, 2]);
});

test('a further page comes behind, and what comes there by itself', () => {
  expect(keepSteady(shown, 'open', [3, 1, 2, 4, 5]).order).toEqual([3, 1, 2, 4, 5]);
});

test('where nothing stands, nothing can jump: all is shown', () => {
  expect(keepSteady({ list: 'open', order: [] }, 'open', [7]).order).toEqual([7]);
  expect(keepSteady(shown, 'open', [7, 8]).order).toEqual([7, 8]);
  expect(keepSteady(shown, 'open', []).order).toEqual([]);
});

test('another list begins anew', () => {
  expect(keepSteady(shown, 'late', [2, 3]).order).toEqual([2, 3]);
  expect(keepSteady(null, 'open', [2, 3]).order).toEqual([2, 3]);
});
