import { expect, test } from 'vitest';
import type { RoleView } from '#domain/contracts/role';
import { givableRoles, usualRole } from './givable-roles.ts';

const role = (code: string, may: RoleView['may']): RoleView => ({
  ...{ code, name: code, permissions: [], isReadyMade: false, people: 0, may },
});
const roles = [role('reader', ['give']), role('agent', ['give', 'change']), role('auditor', [])];
const codes = (found: readonly RoleView[]) => found.map(({ code }) => code);

test('nobody is offered to give what they may not; what somebody has already stays', () => {
  expect(codes(givableRoles(roles, null))).toEqual(['reader', 'agent']);
  expect(codes(givableRoles(roles, 'auditor'))).toEqual(['reader', 'agent', 'auditor']);
});

test('what is chosen at first can be given: an agent if that is among them', () => {
  expect(usualRole(givableRoles([role('reader', ['give']), role('agent', [])], null))).toBe('reader');
  expect(usualRole(givableRoles(roles, null))).toBe('agent');
  expect(usualRole([])).toBeNull();
});
