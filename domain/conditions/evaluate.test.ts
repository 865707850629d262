import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { acceptedCondition, anyCondition, anySubject, buildSubject, exampleLines, uuid } from './condition.examples.ts';
import { condition, type Condition } from './condition.ts';
import { CUSTOM_QUESTIONS } from './custom-field.ts';
import { evaluate, type Judgement } from './evaluate.ts';
import { FIELDS, QUESTIONS } from './fields.ts';
import { PRIORITIES } from '../tickets/words.ts';

const runs = { numRuns: 1000 };
const yes: Condition = { all: [] };
const no: Condition = { not: yes };
const newer = (written: unknown) => written as Condition;
const maybe = newer({ field: 'custom.region', op: 'is', value: 'emea' });
const judged = (written: Condition, differences = {}) => evaluate(written, buildSubject(differences));

describe('every question to every field', () => {
  test.each(exampleLines)('$comparison.field $comparison.op', ({ comparison, holds, fails }) => {
    expect(condition.parse(comparison)).toEqual(comparison);
    for (const subject of holds) expect(judged(comparison, subject), JSON.stringify(subject)).toBe('holds');
    for (const subject of fails) expect(judged(comparison, subject), JSON.stringify(subject)).toBe('fails');
  });

  test('has an example', () => {
    const asked = exampleLines.map(({ comparison: { field, op } }) => `${field} ${op}`);
    const all = Object.entries(FIELDS).flatMap(([name, { kind }]) =>
      Object.keys(QUESTIONS[kind]).map((op) => `${name} ${op}`),
    );
    const custom = Object.keys(CUSTOM_QUESTIONS).map((op) => `custom.${uuid(6)} ${op}`);
    expect(new Set(asked)).toEqual(new Set([...all, ...custom]));
    expect(exampleLines.every(({ holds, fails }) => holds.length && fails.length)).toBe(true);
  });

  test('priorities rise in the order of their list', () => {
    for (const [at, priority] of PRIORITIES.entries())
      for (const [floor, value] of PRIORITIES.entries()) {
        expect(judged({ field: 'priority', op: 'at_least', value }, { priority })).toBe(
          at >= floor ? 'holds' : 'fails',
        );
        expect(judged({ field: 'priority', op: 'at_most', value }, { priority })).toBe(at <= floor ? 'holds' : 'fails');
      }
  });
});

test('whether a calendar is open that only newer code can read, nobody knows', () => {
  const differences = { openCalendars: [uuid(4)], unreadableCalendars: [uuid(5)] };
  for (const op of ['within', 'outside'] as const)
    expect(judged({ field: 'openHours', op, value: uuid(5) }, differences)).toBe('unknown');
  expect(judged({ field: 'openHours', op: 'within', value: uuid(4) }, differences)).toBe('holds');
});

describe('combinations', () => {
  // prettier-ignore
  const table: [left: Condition, right: Condition, all: Judgement, any: Judgement][] = [
    [yes, yes, 'holds', 'holds'], [yes, no, 'fails', 'holds'], [yes, maybe, 'unknown', 'holds'],
    [no, yes, 'fails', 'holds'], [no, no, 'fails', 'fails'], [no, maybe, 'fails', 'unknown'],
    [maybe, yes, 'unknown', 'holds'], [maybe, no, 'fails', 'unknown'], [maybe, maybe, 'unknown', 'unknown'],
  ];
  test.each(table)('%j with %j: all %s, any %s', (left, right, all, any) => {
    expect(judged({ all: [left, right] })).toBe(all);
    expect(judged({ any: [left, right] })).toBe(any);
  });

  test('not turns what is known and leaves what is not', () => {
    expect([yes, no, maybe].map((inner) => judged({ not: inner }))).toEqual(['fails', 'holds', 'unknown']);
  });

  test('of nothing: all holds, any fails', () => {
    expect([judged({ all: [] }), judged({ any: [] })]).toEqual(['holds', 'fails']);
  });

  test('De Morgan, double negation, any order, all of one', () => {
    fc.assert(
      fc.property(fc.array(anyCondition, { maxLength: 4 }), anySubject, (parts, subject) => {
        const answer = (written: Condition) => evaluate(written, subject);
        const negated = parts.map((part) => ({ not: part }));
        expect(answer({ not: { all: parts } })).toBe(answer({ any: negated }));
        expect(answer({ not: { any: parts } })).toBe(answer({ all: negated }));
        expect(answer({ all: parts.toReversed() })).toBe(answer({ all: parts }));
        expect(answer({ any: parts.toReversed() })).toBe(answer({ any: parts }));
        for (const part of parts) {
          expect(answer({ not: { not: part } })).toBe(answer(part));
          expect(answer({ all: [part] })).toBe(answer(part));
          expect(answer({ any: [part] })).toBe(answer(part));
        }
      }),
      runs,
    );
  });
});

describe('what this code does not know', () => {
  test.each([
    ['a field', { field: 'custom.region', op: 'is', value: 'emea' }],
    ['a field that every object has', { field: 'constructor', op: 'is', value: 'x' }],
    ['an op', { field: 'status', op: 'was', value: 'open' }],
    ['an op that every object has', { field: 'status', op: 'toString' }],
    ['an op of another kind of field', { field: 'status', op: 'at_least', value: 'open' }],
    ['null as a value', { field: 'team', op: 'is', value: null }],
    ['a list where one value stood', { field: 'status', op: 'is', value: ['open'] }],
    ['one value where a list stood', { field: 'status', op: 'in', value: 'open' }],
    ['numbers in a list', { field: 'tags', op: 'has_any', value: ['vip', 7] }],
    ['text for yes or no', { field: 'isFollowUp', op: 'is', value: 'true' }],
    ['a value where none stood', { field: 'team', op: 'is_empty', value: true }],
    ['a priority', { field: 'priority', op: 'at_least', value: 'critical' }],
    ['a key of a comparison', { field: 'tags', op: 'has', value: 'vip', ignoringCase: true }],
    ['a combination', { atLeast: 2, of: [yes, yes, yes] }],
    ['a key beside a combination', { all: [], within: 'team' }],
    ['two combinations in one', { all: [], any: [yes] }],
    ['all of what is no list', { all: yes }],
    ['nothing', {}],
    ['null', null],
    ['text', 'always'],
    ['a list', [yes]],
  ])('%s is unknown, and so is its negation', (_, written) => {
    expect(judged(newer(written))).toBe('unknown');
    expect(judged({ not: newer(written) })).toBe('unknown');
  });

  test('a word that a ticket cannot have yet is simply another word', () => {
    expect(judged(newer({ field: 'status', op: 'is', value: 'waiting' }))).toBe('fails');
    expect(judged(newer({ field: 'status', op: 'not_in', value: ['waiting'] }))).toBe('holds');
  });

  test('a priority of newer code is not compared with ours', () => {
    const critical = { priority: 'critical' };
    expect(judged({ field: 'priority', op: 'at_least', value: 'high' }, critical)).toBe('unknown');
    expect(judged({ field: 'priority', op: 'is', value: 'high' }, critical)).toBe('fails');
  });

  test('an answer that is given does not hang on it', () => {
    const replaced = (written: unknown, by: Condition): Condition => {
      if (typeof written !== 'object' || written === null) return by;
      const node = written as { all?: Condition[]; any?: Condition[]; not?: Condition };
      if (node.all) return { all: node.all.map((part) => replaced(part, by)) };
      if (node.any) return { any: node.any.map((part) => replaced(part, by)) };
      if (node.not) return { not: replaced(node.not, by) };
      return judged(node as Condition) === 'unknown' ? by : (node as Condition);
    };
    fc.assert(
      fc.property(anyCondition, (written) => {
        const answer = judged(written);
        if (answer === 'unknown') return;
        for (const meaning of [yes, no]) expect(judged(replaced(written, meaning))).toBe(answer);
      }),
      runs,
    );
  });
});

test('what the schema accepts is always answered, and no JSON makes it throw', () => {
  fc.assert(
    fc.property(acceptedCondition, anySubject, (written, subject) => {
      fc.pre(condition.safeParse(written).success);
      expect(['holds', 'fails']).toContain(evaluate(written, subject));
    }),
    runs,
  );
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), anyCondition), anySubject, (written, subject) => {
      expect(['holds', 'fails', 'unknown']).toContain(evaluate(newer(written), subject));
    }),
    runs,
  );
});

test('a condition in use: big customers at night, unless somebody has it', () => {
  const written = condition.parse({
    all: [
      { field: 'tags', op: 'has_any', value: ['vip', 'enterprise'] },
      { field: 'priority', op: 'at_least', value: 'high' },
      { field: 'openHours', op: 'outside', value: uuid(5) },
      { not: { field: 'assignee', op: 'is_not_empty' } },
    ],
  });
  const night = { tags: ['vip'], priority: 'urgent' };
  expect(judged(written, night)).toBe('holds');
  expect(judged(written, { ...night, openCalendars: [uuid(5)] })).toBe('fails');
  expect(judged(written, { ...night, assigneeId: uuid(1) })).toBe('fails');
});
