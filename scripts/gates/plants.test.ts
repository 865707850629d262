import { expect, it } from 'vitest';
import importRules from '../../dependency-cruiser.config.js';
import { nixflow } from '../lint-rules/plugin.mjs';
import { gates } from './gates.mjs';
import { plants } from './plants.mjs';

const planted = plants({ manifest: {}, lock: {} });
const wordsFor = (gate: string) =>
  planted
    .filter((plant) => plant.gate === gate)
    .map(({ word }) => word?.replaceAll('\\', '') ?? '')
    .join('\n');

it('every gate has a planted mistake that it must see', () => {
  for (const { name } of gates) expect(wordsFor(name), name).not.toBe('');
});

it('every rule about imports has a planted mistake', () => {
  const names = importRules.forbidden?.map(({ name }) => name ?? '') ?? [];
  expect(names.filter((name) => !wordsFor('imports').includes(`${name}:`))).toEqual([]);
});

it('every lint rule of our own has a planted mistake', () => {
  const names = Object.keys(nixflow.rules ?? {});
  expect(names.filter((name) => !wordsFor('lint').includes(`nixflow/${name}`))).toEqual([]);
});
