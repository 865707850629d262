import { expect, test } from 'vitest';
import { csvLine } from './csv-line.ts';

test('cells are quoted, quotes doubled, lines kept', () => {
  expect(csvLine(['a', 'b "c"', 'd,e', 'f\ng', ''])).toBe('"a","b ""c""","d,e","f\ng",""\r\n');
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1'])('%j is no formula', (cell) => {
  expect(csvLine([cell])).toBe(`"'${cell}"\r\n`);
});
