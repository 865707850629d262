import { expect, test } from 'vitest';
import type { ListRoom } from '../contracts/rooms.ts';
import type { Actor, StaffRole } from './actor.ts';
import { canOpenList } from './list.ts';

const staff = (role: StaffRole): Actor => ({ kind: 'staff', id: 'me', role, teamIds: ['one', 'two'] });
const lists: ListRoom[] = ['all', 'team:none', 'team:two', 'team:three', 'assignee:me', 'assignee:you'];

test.each<[string, Actor, ListRoom[]]>([
  ['an admin', staff('admin'), lists],
  ['a supervisor', staff('supervisor'), lists],
  ['an agent', staff('agent'), ['team:none', 'team:two', 'assignee:me']],
  ['a light agent', staff('light_agent'), ['team:none', 'team:two', 'assignee:me']],
  ['a customer', { kind: 'customer', id: 'me' }, []],
])('which lists %s may open', (_, actor, opens) => {
  expect(lists.filter((list) => canOpenList(actor, list))).toEqual(opens);
});
