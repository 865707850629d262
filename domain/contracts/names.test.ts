import { expect, test } from 'vitest';
import { personName } from './names.ts';

test.each([
  ['  Ada  ', 'Ada'],
  ['Zoe\u0308', 'Zoë'],
  ['می‌خواهم', 'می‌خواهم'],
  ['👩‍💻', '👩‍💻'],
  ['-', '-'],
])('%j is the name %j', (typed, name) => {
  expect(personName.parse(typed)).toBe(name);
});

test.each(['', '   ', 'A\nB', '\u200B', '\u200D', 'Admin\u00AD', '\u202Enimda', 'A\u0000', 'x'.repeat(121)])(
  '%j is no name',
  (typed) => {
    expect(personName.safeParse(typed).success).toBe(false);
  },
);
