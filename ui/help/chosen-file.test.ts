import { LARGEST_FORM_FILE, LARGEST_FORM_FILES, MOST_FORM_FILES } from '#domain/contracts/help-form';
import { expect, test } from 'vitest';
import { judgeFile, type ChosenFile } from './chosen-file.ts';

const chosen = (...sizes: number[]): ChosenFile[] =>
  sizes.map((bytes, at) => ({ id: String(at), name: 'a', type: '', bytes, state: 'there' }));
const most = Array.from({ length: MOST_FORM_FILES }, () => 0);

test.each([
  ['the largest there may be', LARGEST_FORM_FILE, [], null],
  ['one byte more', LARGEST_FORM_FILE + 1, [], 'tooLarge'],
  ['an empty one', 0, [], null],
  ['the last one', 1, most.slice(1), null],
  ['one after the last', 1, most, 'tooMany'],
  ['one that fills what there is room for', 5_000_000, [LARGEST_FORM_FILES - 5_000_000], null],
  ['one that needs more room', 5_000_001, [LARGEST_FORM_FILES - 5_000_000], 'tooMuch'],
] as const)('%s: %s bytes beside others', (_, size, others, fault) => {
  expect(judgeFile({ size }, chosen(...others))).toBe(fault);
});
