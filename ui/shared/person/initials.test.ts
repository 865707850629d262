import { expect, test } from 'vitest';
import { initials } from './initials.ts';

test.each([
  ['Hanne Vollmer', 'HV'],
  ['Anna Maria van der Berg', 'AB'],
  ['Jonas', 'JO'],
  ['h.vollmer@nordhafen.example', 'HV'],
  ['  Élise   Ødegård ', 'ÉØ'],
  ['𝒜lex Moon', '𝒜M'],
  ['田中 由紀', '田由'],
  ['e\u0301lise', 'E\u0301L'],
  ['', ''],
])('%j is %j', (name, letters) => {
  expect(initials(name)).toBe(letters);
});
