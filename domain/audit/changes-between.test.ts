import { expect, test } from 'vitest';
import { changesBetween } from './changes-between.ts';

test('what differs is told, in the order of names, and nothing else', () => {
  const before = { name: 'Ada', role: 'agent', isActive: true, teams: ['one', 'two'] };
  const after = { name: 'Ada', role: 'admin', isActive: false, teams: ['two', 'one'] };
  expect(changesBetween(before, after)).toEqual([
    { field: 'isActive', from: true, to: false },
    { field: 'role', from: 'agent', to: 'admin' },
  ]);
});

test('what was not there was nothing', () => {
  expect(changesBetween({}, { name: 'Ada' })).toEqual([{ field: 'name', from: null, to: 'Ada' }]);
  expect(changesBetween({ teams: ['one'] }, {})).toEqual([{ field: 'teams', from: ['one'], to: null }]);
});
