import fc from 'fast-check';
import type { Comparison } from './comparison.ts';
import type { Condition } from './condition.ts';
import type { CustomQuestion } from './custom-field.ts';
import type { ConditionSubject } from './evaluate.ts';
import type { FieldName, QuestionFor } from './fields.ts';

/** An id that is easy to read: `uuid(7)` ends with 7. */
export const uuid = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

/** An untouched ticket that a customer opened by mail, at night. */
export const buildSubject = (differences: Partial<ConditionSubject> = {}): ConditionSubject => ({
  status: 'new',
  priority: 'normal',
  teamId: null,
  assigneeId: null,
  requesterId: uuid(9),
  tags: [],
  via: 'mail',
  openedBy: 'customer',
  isFollowUp: false,
  custom: {},
  openCalendars: [],
  ...differences,
});

interface Example {
  readonly value?: unknown;
  /** Subjects, by how they differ from `buildSubject()`. */
  readonly holds: readonly Partial<ConditionSubject>[];
  readonly fails: readonly Partial<ConditionSubject>[];
}
type Examples = { readonly [Name in FieldName]: Readonly<Record<QuestionFor<Name>, Example>> };

const reference = (key: 'teamId' | 'assigneeId' | 'requesterId') => {
  const [mine, yours, nobody] = [{ [key]: uuid(1) }, { [key]: uuid(2) }, { [key]: null }];
  return {
    is: { value: uuid(1), holds: [mine], fails: [yours, nobody] },
    is_not: { value: uuid(1), holds: [yours, nobody], fails: [mine] },
    in: { value: [uuid(1), uuid(3)], holds: [mine], fails: [yours, nobody] },
    not_in: { value: [uuid(1), uuid(3)], holds: [yours, nobody], fails: [mine] },
    is_empty: { holds: [nobody], fails: [mine, yours] },
    is_not_empty: { holds: [mine, yours], fails: [nobody] },
  };
};

/** Of every question to every field: when it holds and when it fails. The type refuses a table with a gap. */
const EXAMPLES: Examples = {
  status: {
    is: { value: 'open', holds: [{ status: 'open' }], fails: [{ status: 'new' }] },
    is_not: { value: 'open', holds: [{ status: 'closed' }], fails: [{ status: 'open' }] },
    in: { value: ['open', 'on_hold'], holds: [{ status: 'on_hold' }], fails: [{ status: 'pending' }] },
    not_in: { value: ['open', 'on_hold'], holds: [{ status: 'resolved' }], fails: [{ status: 'on_hold' }] },
  },
  priority: {
    is: { value: 'high', holds: [{ priority: 'high' }], fails: [{ priority: 'urgent' }] },
    is_not: { value: 'high', holds: [{ priority: 'low' }], fails: [{ priority: 'high' }] },
    in: { value: ['low', 'urgent'], holds: [{ priority: 'low' }, { priority: 'urgent' }], fails: [{}] },
    not_in: { value: ['low', 'urgent'], holds: [{}], fails: [{ priority: 'low' }] },
    at_least: {
      value: 'high',
      holds: [{ priority: 'high' }, { priority: 'urgent' }],
      fails: [{ priority: 'low' }, { priority: 'normal' }],
    },
    at_most: {
      value: 'normal',
      holds: [{ priority: 'low' }, { priority: 'normal' }],
      fails: [{ priority: 'high' }, { priority: 'urgent' }],
    },
  },
  team: reference('teamId'),
  assignee: reference('assigneeId'),
  requester: reference('requesterId'),
  tags: {
    has: { value: 'vip', holds: [{ tags: ['beta', 'vip'] }], fails: [{}, { tags: ['VIP', 'vip2'] }] },
    has_any: {
      value: ['vip', 'beta'],
      holds: [{ tags: ['beta'] }, { tags: ['beta', 'vip'] }],
      fails: [{}, { tags: ['gamma'] }],
    },
    has_all: { value: ['vip', 'beta'], holds: [{ tags: ['x', 'beta', 'vip'] }], fails: [{}, { tags: ['beta'] }] },
    has_none: { value: ['vip', 'beta'], holds: [{}, { tags: ['gamma'] }], fails: [{ tags: ['gamma', 'beta'] }] },
  },
  via: {
    is: { value: 'phone', holds: [{ via: 'phone' }], fails: [{}] },
    is_not: { value: 'phone', holds: [{}], fails: [{ via: 'phone' }] },
    in: { value: ['web', 'form'], holds: [{ via: 'form' }], fails: [{ via: 'api' }] },
    not_in: { value: ['web', 'form'], holds: [{ via: 'api' }], fails: [{ via: 'web' }] },
  },
  openedBy: {
    is: { value: 'agent', holds: [{ openedBy: 'agent' }], fails: [{}] },
    is_not: { value: 'agent', holds: [{}], fails: [{ openedBy: 'agent' }] },
    in: { value: ['agent'], holds: [{ openedBy: 'agent' }], fails: [{}] },
    not_in: { value: ['agent'], holds: [{}], fails: [{ openedBy: 'agent' }] },
  },
  isFollowUp: { is: { value: true, holds: [{ isFollowUp: true }], fails: [{}] } },
  openHours: {
    within: {
      value: uuid(5),
      holds: [{ openCalendars: [uuid(4), uuid(5)] }],
      fails: [{}, { openCalendars: [uuid(4)] }],
    },
    outside: { value: uuid(5), holds: [{}, { openCalendars: [uuid(4)] }], fails: [{ openCalendars: [uuid(5)] }] },
  },
};

/** A subject with this in its custom field. */
const custom = (value: unknown): Partial<ConditionSubject> => ({ custom: { [uuid(6)]: value } });
const [nothing, text] = [{ custom: {} }, custom({ seq: 3 })];

/** Of every question to a custom field, for what the kinds of fields can hold. */
const CUSTOM_EXAMPLES: readonly (readonly [CustomQuestion, Example])[] = [
  ['is', { value: 'gold', holds: [custom('gold')], fails: [custom('iron'), custom(['gold']), text, nothing] }],
  ['is', { value: 3, holds: [custom(3)], fails: [custom('3'), custom(3.5), nothing] }],
  ['is', { value: false, holds: [custom(false)], fails: [custom(true), nothing] }],
  ['is_not', { value: 'gold', holds: [custom('iron'), nothing], fails: [custom('gold')] }],
  ['in', { value: ['gold', 'iron'], holds: [custom('iron')], fails: [custom('lead'), text, nothing] }],
  ['in', { value: [1, 2], holds: [custom(2)], fails: [custom('2'), nothing] }],
  ['not_in', { value: ['gold'], holds: [custom('lead'), text, nothing], fails: [custom('gold')] }],
  ['is_empty', { holds: [nothing], fails: [custom(false), custom(0), text] }],
  ['is_not_empty', { holds: [custom(false), custom(['gold']), text], fails: [nothing] }],
  ['at_least', { value: 3, holds: [custom(3), custom(3.5)], fails: [custom(2.99), custom(-4), custom('5'), nothing] }],
  ['at_least', { value: '2026-11-28', holds: [custom('2026-11-28'), custom('2027-01-01')], fails: [custom('2026-09-30'), custom(5), nothing] }], // prettier-ignore
  ['at_most', { value: 3, holds: [custom(3), custom(-1)], fails: [custom(3.01), text, nothing] }],
  ['at_most', { value: '2026-11-28', holds: [custom('2026-11-28')], fails: [custom('2026-11-29'), nothing] }],
  ['has', { value: 'gold', holds: [custom(['gold', 'iron'])], fails: [custom('gold'), custom(['iron']), nothing] }],
  [
    'has_any',
    { value: ['gold', 'lead'], holds: [custom(['lead'])], fails: [custom(['iron']), custom('gold'), nothing] },
  ],
  [
    'has_all',
    { value: ['gold', 'iron'], holds: [custom(['gold', 'iron', 'lead'])], fails: [custom(['gold']), nothing] },
  ],
  ['has_none', { value: ['gold'], holds: [custom(['iron']), custom('gold'), nothing], fails: [custom(['gold'])] }],
];

const knownLines = Object.entries(EXAMPLES).flatMap(([field, questions]) =>
  Object.entries(questions as Record<string, Example>).map(([op, { value, holds, fails }]) => ({
    comparison: (value === undefined ? { field, op } : { field, op, value }) as Comparison,
    holds,
    fails,
  })),
);

/** The tables above, line by line. */
export const exampleLines = [
  ...knownLines,
  ...CUSTOM_EXAMPLES.map(([op, { value, holds, fails }]) => {
    const field = `custom.${uuid(6)}`;
    return { comparison: (value === undefined ? { field, op } : { field, op, value }) as Comparison, holds, fails };
  }),
];

/** What newer code may have written in the place of a comparison. */
const unheardOf = fc.oneof(
  fc.record({
    field: fc.constantFrom('custom.region', 'constructor', '__proto__'),
    op: fc.constant('is'),
    value: fc.string(),
  }),
  fc.record({ field: fc.constantFrom('status', 'tags', 'openHours'), op: fc.constantFrom('like', 'toString') }),
  fc.record({
    field: fc.constant('priority'),
    op: fc.constant('at_least'),
    value: fc.constantFrom('critical', 3, null),
  }),
  fc.record({ field: fc.constant('team'), op: fc.constant('is'), value: fc.constantFrom(null, 1, [uuid(1)]) }),
  fc.record({ atLeast: fc.nat(), of: fc.constant([{ all: [] }]) }),
) as unknown as fc.Arbitrary<Condition>;

const combinedFrom = (leaf: fc.Arbitrary<Condition>): fc.Arbitrary<Condition> =>
  fc.letrec<{ node: Condition }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 5, depthSize: 'small' },
      leaf,
      fc.record({ all: fc.array(tie('node'), { maxLength: 4 }) }),
      fc.record({ any: fc.array(tie('node'), { minLength: 1, maxLength: 4 }) }),
      fc.record({ not: tie('node') }),
    ),
  })).node;

const known = fc.constantFrom(...exampleLines.map(({ comparison }) => comparison));

/** Conditions that the schema accepts. */
export const acceptedCondition = combinedFrom(known);
/** Conditions of which parts may be unheard of. */
export const anyCondition = combinedFrom(fc.oneof({ weight: 3, arbitrary: known }, unheardOf));
/** Subjects that the examples speak of. */
export const anySubject = fc
  .array(fc.constantFrom(...exampleLines.flatMap(({ holds, fails }) => [...holds, ...fails])), { maxLength: 6 })
  .map((differences) => buildSubject(Object.assign({}, ...differences) as Partial<ConditionSubject>));
