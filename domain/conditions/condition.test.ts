import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { acceptedCondition, anyCondition, uuid } from './condition.examples.ts';
import { condition, type Condition } from './condition.ts';
import { FIELDS, QUESTIONS } from './fields.ts';

/** `place: what is wrong`, all of them. */
const problems = (written: unknown) =>
  condition.safeParse(written).error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? [];
const places = (written: unknown) => condition.safeParse(written).error?.issues.map(({ path }) => path.join('.')) ?? [];
const fine = { field: 'status', op: 'is', value: 'open' };
const nested = (depth: number): unknown => (depth === 1 ? fine : { not: nested(depth - 1) });

describe('what is refused, and where', () => {
  test.each([
    ['a field that is not there', { field: 'colour', op: 'is', value: 'red' }, 'field'],
    ['no field', { op: 'is', value: 'open' }, 'field'],
    ['an op that is not there', { field: 'status', op: 'like', value: 'open' }, 'op'],
    ['an op of another kind', { field: 'status', op: 'at_least', value: 'open' }, 'op'],
    ['a second spelling of yes and no', { field: 'isFollowUp', op: 'is_not', value: true }, 'op'],
    ['no op', { field: 'status', value: 'open' }, 'op'],
    ['a word of another field', { field: 'status', op: 'is', value: 'urgent' }, 'value'],
    ['a word in another case', { field: 'status', op: 'is', value: 'Open' }, 'value'],
    ['no value', { field: 'status', op: 'is' }, 'value'],
    ['null', { field: 'team', op: 'is', value: null }, 'value'],
    ['a list for one', { field: 'status', op: 'is', value: ['open'] }, 'value'],
    ['one for a list', { field: 'status', op: 'in', value: 'open' }, 'value'],
    ['an empty list', { field: 'tags', op: 'has_none', value: [] }, 'value'],
    [
      'a list of too many',
      { field: 'tags', op: 'has_any', value: Array.from({ length: 101 }, (_, at) => `t${at}`) },
      'value',
    ],
    ['a value twice', { field: 'status', op: 'in', value: ['open', 'open'] }, 'value'],
    ['a wrong one in a list', { field: 'status', op: 'in', value: ['open', 'shut'] }, 'value.1'],
    ['an id that is none', { field: 'team', op: 'is', value: 'support' }, 'value'],
    ['an id in capitals', { field: 'team', op: 'is', value: 'ABCDEF00-0000-4000-8000-000000000001' }, 'value'],
    ['a tag with a space', { field: 'tags', op: 'has', value: 'very important' }, 'value'],
    ['a tag that the store cannot keep', { field: 'tags', op: 'has', value: 'a\0' }, 'value'],
    ['text for yes', { field: 'isFollowUp', op: 'is', value: 'true' }, 'value'],
    ['a number for yes', { field: 'isFollowUp', op: 'is', value: 1 }, 'value'],
    ['a value that is not asked for', { field: 'team', op: 'is_empty', value: true }, ''],
    ['a custom field without an id', { field: 'custom.region', op: 'is', value: 'emea' }, 'field'],
    ['an op that custom fields do not take', { field: `custom.${uuid(6)}`, op: 'within', value: 'x' }, 'op'],
    ['null for a custom field', { field: `custom.${uuid(6)}`, op: 'is', value: null }, 'value'],
    ['a wrong one in its list', { field: `custom.${uuid(6)}`, op: 'has_any', value: ['x', []] }, 'value.1'],
    ['a key too many', { ...fine, comment: 'x' }, ''],
    ['all of no list', { all: fine }, 'all'],
    ['any of nothing', { any: [] }, 'any'],
    ['not of a list', { not: [fine] }, 'not'],
    ['a key beside', { all: [], note: 'x' }, 'note'],
    ['two combinations in one', { all: [], any: [fine] }, 'any'],
    ['nothing', {}, 'field'],
    ['null', null, ''],
    ['text', 'status is open', ''],
    ['a list', [fine], ''],
  ])('%s', (_, written, place) => {
    expect(places(written)).toEqual([place]);
    expect(places({ all: [fine, { any: [{ not: written }] }] })).toEqual([
      `all.1.any.0.not.${place}`.replace(/\.$/, ''),
    ]);
  });

  test('all mistakes are told at once, in words that help', () => {
    expect(
      problems({
        any: [{ field: 'colour', op: 'is', value: 1 }, fine, { not: { field: 'tags', op: 'is', value: 'x' } }],
      }),
    ).toEqual([
      `any.0.field: must be one of ${Object.keys(FIELDS).join(', ')}, or custom. and the id of a field`,
      'any.2.not.op: tags takes has, has_any, has_all, has_none',
    ]);
    expect(problems([fine])).toEqual([': must be { all }, { any }, { not } or { field, op, value }']);
    expect(problems({ any: [] })).toEqual(['any: must not be empty: it would never hold']);
    expect(problems({ field: `custom.${uuid(6)}`, op: 'is', value: null })).toEqual([
      'value: is neither a text nor a number, true or false',
    ]);
  });

  test('each op that a field does not take', () => {
    const ops = new Set(Object.values(QUESTIONS).flatMap((questions) => Object.keys(questions)));
    for (const [field, { kind }] of Object.entries(FIELDS))
      for (const op of ops)
        if (!(op in QUESTIONS[kind])) expect(places({ field, op }), `${field} ${op}`).toEqual(['op']);
  });

  test('depth, before anything recurses', () => {
    expect(problems(nested(10))).toEqual([]);
    expect(problems(nested(11))).toEqual([`${'not.'.repeat(10).slice(0, -1)}: lies deeper than 10`]);
    let bottomless: unknown = fine;
    for (let depth = 0; depth < 100_000; depth += 1) bottomless = { not: bottomless };
    expect(problems(bottomless)).toHaveLength(1);
  });

  test('size, whatever it is made of', () => {
    const list = (part: unknown, length: number) => ({ all: Array.from({ length }, () => part) });
    expect(problems(list(fine, 199))).toEqual([]);
    expect(problems(list(fine, 200))).toEqual([': has more than 200 parts']);
    expect(problems(list({ all: [] }, 1_000_000))).toEqual([': has more than 200 parts']);
    expect(problems(list(list(fine, 20), 10))).toEqual([': has more than 200 parts']);
  });
});

test('what is accepted comes out as it went in, also through JSON', () => {
  fc.assert(
    fc.property(acceptedCondition, (written) => {
      const parsed = condition.safeParse(JSON.parse(JSON.stringify(written)));
      fc.pre(parsed.success);
      expect(parsed.data).toEqual(written);
    }),
    { numRuns: 1000 },
  );
});

test('whatever is refused, no problem only says that nothing fits', () => {
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), anyCondition), (written) => {
      for (const { code, message } of condition.safeParse(written).error?.issues ?? [])
        expect(`${code} ${message}`).not.toMatch(/Invalid input$/);
    }),
    { numRuns: 1000 },
  );
});

test('the empty condition is accepted, alone and inside others', () => {
  expect(condition.parse({ all: [] })).toEqual({ all: [] });
  expect(problems({ not: { all: [{ all: [] }] } })).toEqual([]);
});

test('the types know which value goes with which op', () => {
  const written: Condition[] = [
    { field: 'priority', op: 'at_least', value: 'high' },
    { field: 'team', op: 'is_empty' },
    { field: 'tags', op: 'has_all', value: ['vip', 'beta'] },
    // @ts-expect-error: a word of another field
    { field: 'status', op: 'is', value: 'urgent' },
    // @ts-expect-error: no order among statuses
    { field: 'status', op: 'at_least', value: 'open' },
    // @ts-expect-error: one value for a list
    { field: 'via', op: 'in', value: 'mail' },
    // @ts-expect-error: a value that is not asked for
    { field: 'assignee', op: 'is_empty', value: null },
  ];
  expect(written.map((each) => problems(each).length)).toEqual([0, 0, 0, 1, 1, 1, 1]);
});

test('the OpenAPI document can print it, in and out', () => {
  for (const io of ['input', 'output'] as const) {
    const printed = JSON.stringify(z.toJSONSchema(z.strictObject({ appliesTo: condition }), { io }));
    expect(printed).toContain('{"appliesTo":{"$ref":"#/$defs/Condition"}}');
    for (const name of Object.keys(FIELDS)) expect(printed).toContain(`"const":"${name}"`);
  }
});
