import { describe, expect, test } from 'vitest';
import { canOpenList } from './list.ts';
import { roomsOfList, type ListedTickets } from './rooms-of-list.ts';

const agent = { kind: 'staff', id: 'me', role: 'agent', teamIds: ['one', 'two'] } as const;
const admin = { ...agent, role: 'admin' } as const;
const all = ['team:one', 'team:two', 'team:none', 'assignee:me'];

describe.each<[ListedTickets, string[], string[]]>([
  [{}, all, ['all']],
  [{ team: 'one' }, ['team:one'], ['team:one']],
  [{ team: 'mine' }, ['team:one', 'team:two'], ['team:one', 'team:two']],
  [{ team: 'none' }, ['team:none'], ['team:none']],
  [{ assignee: 'me' }, ['assignee:me'], ['assignee:me']],
  [{ assignee: 'me', team: 'one' }, ['assignee:me'], ['assignee:me']],
  [{ assignee: 'none' }, all, ['all']],
  [{ assignee: 'none', team: 'two' }, ['team:two'], ['team:two']],
  // An agent sees of these what is theirs anyway.
  [{ assignee: 'you' }, all, ['assignee:you']],
  [{ team: 'three' }, all, ['team:three']],
])('the list of %o', (listed, ofAgent, ofAdmin) => {
  test.each([
    [agent, ofAgent],
    [admin, ofAdmin],
  ])('lives from rooms that $role may enter', (viewer, rooms) => {
    expect(roomsOfList(listed, viewer)).toEqual(rooms);
    for (const room of roomsOfList(listed, viewer)) expect(canOpenList(viewer, room)).toBe(true);
  });
});
