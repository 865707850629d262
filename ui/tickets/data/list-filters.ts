import type { Condition } from '#domain/conditions/condition';
import { STATUSES, type Status } from '#domain/tickets/words';
import type { ViewName } from '../../app/shell/views.ts';
import { readWhere } from '../../shared/conditions/read-where.ts';
import { VIEW_QUERIES } from './view-lists.ts';

/** What a list is narrowed down to, besides what its view is; as it stands in addresses. */
export interface ListFilters {
  /** Any of these; none: as the view has it. */
  readonly status: readonly Status[];
  /** An id, or `none`. */
  readonly team: string | null;
  /** An id, `me` or `none`. */
  readonly assignee: string | null;
  /** What is asked besides; null: nothing. */
  readonly where: Condition | null;
}

/** By what a list can be narrowed down. */
export const FILTERS = ['status', 'team', 'assignee'] as const;
/** One of them. */
export type FilterName = (typeof FILTERS)[number];

/** Whether a view leaves it open: what it says itself is not to be chosen. */
export const isOpenIn = (view: ViewName, filter: FilterName): boolean => VIEW_QUERIES[view][filter] === undefined;

const reference = /^(?:me|none|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** The filters of an address. What means nothing there, or is the view's own, is passed over. */
export function readFilters(view: ViewName, search: URLSearchParams): ListFilters {
  const read = (name: FilterName) => (isOpenIn(view, name) ? search.get(name) : null);
  const wanted = new Set(read('status')?.split(','));
  const id = (name: 'team' | 'assignee') => {
    const value = read(name);
    return value !== null && reference.test(value) && (name === 'assignee' || value !== 'me') ? value : null;
  };
  const status = STATUSES.filter((one) => wanted.has(one));
  return { status, team: id('team'), assignee: id('assignee'), where: readWhere(search.get('where'), 'ticket') };
}

/** The same address with other filters. */
export function writeFilters(search: URLSearchParams, { status, team, assignee, where }: ListFilters): URLSearchParams {
  const written = new URLSearchParams(search);
  const set = (name: FilterName | 'where', value: string | null) => {
    if (value === null || value === '') written.delete(name);
    else written.set(name, value);
  };
  set('status', status.join(','));
  set('team', team);
  set('assignee', assignee);
  set('where', where && JSON.stringify(where));
  return written;
}

/** What the list of a view asks for, narrowed down. */
export function listQuery(view: ViewName, { status, team, assignee, where }: ListFilters): Record<string, string> {
  return {
    ...VIEW_QUERIES[view],
    ...(status.length > 0 && { status: status.join(',') }),
    ...(team !== null && { team }),
    ...(assignee !== null && { assignee }),
    ...(where !== null && { where: JSON.stringify(where) }),
  };
}
