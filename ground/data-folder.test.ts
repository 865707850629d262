import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { claimDataFolder, idOf, isOurs } from './data-folder.ts';

const freshFolder = () => mkdtempSync(join(tmpdir(), 'nixflow-data-'));

test('a new folder gets a name that stays', () => {
  const folder = join(freshFolder(), 'data');
  claimDataFolder(folder);
  const id = idOf(folder);
  expect(id).toMatch(/^[0-9a-f]{24}$/);
  claimDataFolder(folder);
  expect(idOf(folder)).toBe(id);
  expect(isOurs(folder)).toBe(true);
});

test('a folder with somebody’s files is refused, and never ours to delete', () => {
  const folder = freshFolder();
  writeFileSync(join(folder, 'thesis.txt'), 'years of work');
  expect(() => {
    claimDataFolder(folder);
  }).toThrow('holds other things');
  expect(isOurs(folder)).toBe(false);
});

test('a place that cannot be written is said in words, with a way on', () => {
  const file = join(freshFolder(), 'file');
  writeFileSync(file, '');
  expect(() => {
    claimDataFolder(join(file, 'data'));
  }).toThrow(/cannot be written \(ENOTDIR\)\. Make it yours .* or choose another: NIXFLOW_DATA=/);
});
