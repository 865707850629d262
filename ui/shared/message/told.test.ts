import { expect, test } from 'vitest';
import { piecesOf, strong } from './told.ts';

test('what a sentence is about stands out, wherever a language puts it', () => {
  expect(piecesOf(`Priority raised to ${strong('High')} by ${strong('Mara')}`)).toEqual([
    { text: 'Priority raised to ', isStrong: false },
    { text: 'High', isStrong: true },
    { text: ' by ', isStrong: false },
    { text: 'Mara', isStrong: true },
  ]);
  expect(piecesOf('Nothing special')).toEqual([{ text: 'Nothing special', isStrong: false }]);
});

test('what somebody calls themselves cannot break the sentence', () => {
  expect(piecesOf(`by ${strong('\uE001Ev\uE000e<b>')}`)).toEqual([
    { text: 'by ', isStrong: false },
    { text: 'Eve<b>', isStrong: true },
  ]);
});
