import { expect, test } from 'vitest';
import { isOpenIn, listQuery, readFilters, writeFilters } from './list-filters.ts';

const team = '3f0c9a52-52f8-4b0e-9a7e-0c7a5a4d0001';

test('an address says what a list is narrowed down to', () => {
  const filters = readFilters('open', new URLSearchParams(`status=pending,open&team=${team}&assignee=me`));
  expect(filters).toEqual({ status: ['open', 'pending'], team, assignee: 'me' });
  expect(listQuery('open', filters)).toEqual({ status: 'open,pending', team, assignee: 'me' });
});

test('what nobody can mean is passed over', () => {
  expect(readFilters('open', new URLSearchParams('status=gone,&team=me&assignee=%27;drop'))).toEqual({
    ...{ status: [], team: null, assignee: null },
  });
});

test('a view keeps what it is: mine are mine, late ones are late', () => {
  expect(isOpenIn('mine', 'assignee')).toBe(false);
  expect(listQuery('mine', readFilters('mine', new URLSearchParams('assignee=none&status=open')))).toEqual({
    ...{ assignee: 'me', status: 'open' },
  });
  expect(listQuery('late', readFilters('late', new URLSearchParams('assignee=none')))).toEqual({
    ...{ sla: 'late', assignee: 'none' },
  });
});

test('filters are written beside whatever else the address says', () => {
  const written = writeFilters(new URLSearchParams('status=open&x=1'), { status: [], team: 'none', assignee: null });
  expect(written.toString()).toBe('x=1&team=none');
});
