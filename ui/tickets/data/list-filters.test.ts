import type { Condition } from '#domain/conditions/condition';
import { expect, test } from 'vitest';
import { isOpenIn, listQuery, readFilters, writeFilters } from './list-filters.ts';

const team = '3f0c9a52-52f8-4b0e-9a7e-0c7a5a4d0001';

test('an address says what a list is narrowed down to', () => {
  const filters = readFilters('open', new URLSearchParams(`status=pending,open&team=${team}&assignee=me`));
  expect(filters).toEqual({ status: ['open', 'pending'], team, assignee: 'me', where: null });
  expect(listQuery('open', filters)).toEqual({ status: 'open,pending', team, assignee: 'me' });
});

test('what nobody can mean is passed over', () => {
  expect(readFilters('open', new URLSearchParams('status=gone,&team=me&assignee=%27;drop'))).toEqual({
    ...{ status: [], team: null, assignee: null, where: null },
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
  const written = writeFilters(new URLSearchParams('status=open&x=1'), {
    ...{ status: [], team: 'none', assignee: null, where: null },
  });
  expect(written.toString()).toBe('x=1&team=none');
});

test('a condition goes through the address as it is, and one that is none is passed over', () => {
  const where: Condition = { any: [{ field: 'tags', op: 'has', value: 'größe' }, { not: { all: [] } }] };
  const written = writeFilters(new URLSearchParams(), { ...{ status: [], team: null, assignee: null }, where });
  const filters = readFilters('open', new URLSearchParams(written.toString()));
  expect(filters.where).toEqual(where);
  expect(listQuery('open', filters)).toEqual({ where: JSON.stringify(where) });
  for (const wrong of ['', '{', '{"any":[]}', '{"field":"colour","op":"is","value":1}'])
    expect(readFilters('open', new URLSearchParams({ where: wrong })).where).toBeNull();
});
