import { expect, test } from 'vitest';
import { codeOfLabel } from './code-of-label.ts';

test.each([
  ['Gold', [], 'gold'],
  ['Gold', ['gold', 'gold_2'], 'gold_3'],
  ['  Größe L / XL ', [], 'gro_e_l_xl'],
  ['日本', [], 'choice'],
  ['x'.repeat(50), [], 'x'.repeat(32)],
  ['', ['choice'], 'choice_2'],
])('%j beside %j is %s', (label, taken, code) => {
  expect(codeOfLabel(label, taken)).toBe(code);
});
