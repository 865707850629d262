import { expect, test } from 'vitest';
import { i18n } from '../../shared/i18n/i18n.ts';
import { toldValue } from './audit-names.ts';

const told = (field: string, value: Parameters<typeof toldValue>[1]) => toldValue(field, value, i18n.getFixedT('de'));

test('permissions and roles are told by their names, what is one’s own as it is called', () => {
  expect(told('permissions', ['ticket.see_all', 'of_newer_code'])).toBe('Alle Tickets sehen, of_newer_code');
  expect(told('role', 'supervisor')).not.toBe('supervisor');
  expect(told('role', 'closers')).toBe('closers');
  expect(told('roleByGroup', ['a = b = light_agent'])).not.toContain('light_agent');
  expect(told('roleByGroup', ['a = b = light_agent'])).toContain('a = b = ');
  expect(told('name', 'supervisor')).toBe('supervisor');
  expect(told('isActive', true)).toBe('Ja');
  expect(told('teams', [])).toBe(told('lead', null));
});
