import { expect, test } from 'vitest';
import type { ListRoom } from '../contracts/rooms.ts';
import type { Actor } from './actor.ts';
import { canOpenList } from './list.ts';
import { READY_MADE_ROLES, type ReadyMadeRole } from './role.ts';

const staff = (role: ReadyMadeRole): Actor => ({
  ...{ kind: 'staff', id: 'me', permissions: READY_MADE_ROLES[role], teamIds: ['one', 'two'] },
});
const lists: ListRoom[] = ['all', 'team:none', 'team:two', 'team:three', 'assignee:me', 'assignee:you'];

const people: [string, Actor, ListRoom[]][] = [
  ['an admin', staff('admin'), lists],
  ['a supervisor', staff('supervisor'), lists],
  ['an agent', staff('agent'), ['team:none', 'team:two', 'assignee:me']],
  ['a light agent', staff('light_agent'), ['team:none', 'team:two', 'assignee:me']],
  ['a customer', { kind: 'customer', id: 'me', organisationId: null }, []],
];

test.each(people)('which lists %s may open', (_, actor, opens) => {
  expect(lists.filter((list) => canOpenList(actor, list))).toEqual(opens);
});
