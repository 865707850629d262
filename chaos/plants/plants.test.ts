import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkout } from '#ground/paths';
import { expect, test } from 'vitest';
import { plants } from './plants.ts';

test.each(plants.flatMap(({ name, changes }) => changes.map((change) => ({ name, ...change }))))(
  'the mistake $name can still be made in $file',
  ({ file, from, to }) => {
    expect(readFileSync(join(checkout, file), 'utf8').split(from)).toHaveLength(2);
    expect(to).not.toBe(from);
  },
);

test('every invariant has a mistake that breaks it', () => {
  expect(new Set(plants.map(({ breaks }) => breaks))).toEqual(new Set(['I1', 'I2', 'I3', 'I4', 'I5', 'I6']));
});
