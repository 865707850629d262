import { expect, test } from 'vitest';
import type { FieldDefinition } from './definition.ts';
import { judgeValue } from './judge-value.ts';

const choices = [
  { code: 'gold', label: 'Gold', isActive: true },
  { code: 'iron', label: 'Iron', isActive: true },
  { code: 'lead', label: 'Lead', isActive: false },
];
type Field = Pick<FieldDefinition, 'kind' | 'options'>;
const field = (kind: FieldDefinition['kind'], options: FieldDefinition['options'] = {}): Field => ({ kind, options });
const id = 'A0000000-0000-4000-8000-000000000001';

test.each<[Field, unknown, unknown]>([
  [field('text'), '  Berlin ', 'Berlin'],
  [field('text'), '   ', null],
  [field('number'), 3.5, 3.5],
  [field('number'), -0, 0],
  [field('number', { min: 1, max: 3 }), 3, 3],
  [field('date'), '2028-02-29', '2028-02-29'],
  [field('choice', { choices }), 'gold', 'gold'],
  [field('multi_choice', { choices }), ['iron', 'gold', 'iron'], ['gold', 'iron']],
  [field('multi_choice', { choices }), [], null],
  [field('checkbox'), false, false],
  [field('lookup', { lookup: 'staff' }), id, id.toLowerCase()],
  ...(['text', 'number', 'date', 'choice', 'multi_choice', 'checkbox', 'lookup'] as const).map(
    (kind) => [field(kind, { choices }), null, null] as [Field, unknown, unknown],
  ),
])('%j takes %j', (definition, written, value) => {
  expect(judgeValue(definition, written)).toEqual({ value });
});

test('a choice that is not offered any more stays where it was chosen, and is chosen nowhere else', () => {
  const [one, some] = [field('choice', { choices }), field('multi_choice', { choices })];
  expect(judgeValue(one, 'lead', 'lead')).toEqual({ value: 'lead' });
  expect(judgeValue(one, 'lead', 'gold')).toMatchObject({ fault: 'is not one of the choices' });
  expect(judgeValue(some, ['iron', 'lead'], ['lead'])).toEqual({ value: ['iron', 'lead'] });
  expect(judgeValue(some, ['iron', 'lead'], ['iron'])).toMatchObject({ fault: 'is not a list of the choices' });
  expect(judgeValue(some, ['platinum'], ['platinum'])).toMatchObject({ fault: 'is not a list of the choices' });
});

test.each<[Field, unknown]>([
  [field('text'), 3],
  [field('text'), 'x'.repeat(5_001)],
  [field('number'), '3'],
  [field('number'), Number.NaN],
  [field('number'), Number.POSITIVE_INFINITY],
  [field('number', { min: 1 }), 0],
  [field('number', { max: 3 }), 4],
  [field('date'), '2026-02-29'],
  [field('date'), '2026-2-1'],
  [field('date'), '2026-11-28T00:00:00Z'],
  [field('choice', { choices }), 'lead'],
  [field('choice', { choices }), 'Gold'],
  [field('choice'), 'gold'],
  [field('choice', { choices }), ['gold']],
  [field('multi_choice', { choices }), 'gold'],
  [field('multi_choice', { choices }), ['gold', 'lead']],
  [field('checkbox'), 'true'],
  [field('lookup'), 'somebody'],
  [field('text'), undefined],
])('%j refuses %j', (definition, written) => {
  expect(judgeValue(definition, written)).toMatchObject({ fault: expect.any(String) as string });
});
