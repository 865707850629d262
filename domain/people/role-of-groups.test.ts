import { expect, test } from 'vitest';
import { roleOfGroups } from './role-of-groups.ts';

const lines = [
  { group: 'desk-admins', role: 'admin' },
  { group: 'desk', role: 'agent' },
];

test.each<[string, unknown, string | null, string | null]>([
  ['one group', ['desk'], null, 'agent'],
  ['two groups: the first line decides', ['desk', 'desk-admins'], null, 'admin'],
  ['a single text', 'desk-admins', null, 'admin'],
  ['none of them, and there is a default', ['sales'], 'light_agent', 'light_agent'],
  ['none of them, and there is no default', ['sales'], null, null],
  ['a group that only begins like one', ['desk-admins-of-old'], null, null],
  ['another case', ['Desk'], null, null],
  ['nothing', undefined, null, null],
  ['an object', { desk: true }, null, null],
  ['groups that are objects', [{ name: 'desk' }], null, null],
])('%s', (_, claimed, defaultRole, role) => {
  expect(roleOfGroups(claimed, lines, defaultRole)).toBe(role);
});
