import { expect, test } from 'vitest';
import { isAddressOf } from './is-address-of.ts';

test.each([
  ['ann@company.example', true],
  ['ann@team.company.example', false],
  ['ann@evilcompany.example', false],
  ['"ann@company.example"@evil.example', false],
])('whether %s is of company.example: %s', (address, is) => {
  expect(isAddressOf(['other.example', 'company.example'], address)).toBe(is);
});

test('where no domain is named every address will do', () => {
  expect(isAddressOf([], 'ann@anywhere.example')).toBe(true);
});
