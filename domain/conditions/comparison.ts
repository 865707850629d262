import { z } from 'zod';
import { tag, uuid } from '../contracts/identifiers.ts';
import { CUSTOM_QUESTIONS, customFieldId, type CustomFieldName } from './custom-field.ts';
import { FIELDS, QUESTIONS, type Field, type FieldName, type KindOf, type QuestionFor } from './fields.ts';

const LONGEST_LIST = 100;

type Value<Name extends FieldName> = (typeof FIELDS)[Name] extends { readonly words: readonly (infer Word)[] }
  ? Word
  : KindOf<Name> extends 'flag'
    ? boolean
    : string;
type Takes<Name extends FieldName, Question> = Question extends keyof (typeof QUESTIONS)[KindOf<Name>]
  ? Extract<(typeof QUESTIONS)[KindOf<Name>][Question], 'one' | 'some' | 'nothing'>
  : never;
type Asked<Name extends FieldName, Question> = {
  one: { readonly field: Name; readonly op: Question; readonly value: Value<Name> };
  some: { readonly field: Name; readonly op: Question; readonly value: readonly Value<Name>[] };
  nothing: { readonly field: Name; readonly op: Question };
}[Takes<Name, Question>];

type CustomValue = string | number | boolean;
/** A question to a custom field; whether it fits the kind of the field is for who knows that. */
export type CustomComparison =
  | { readonly field: CustomFieldName; readonly op: 'is_empty' | 'is_not_empty' }
  | {
      readonly field: CustomFieldName;
      readonly op: 'is' | 'is_not' | 'at_least' | 'at_most' | 'has';
      readonly value: CustomValue;
    }
  | {
      readonly field: CustomFieldName;
      readonly op: 'in' | 'not_in' | 'has_any' | 'has_all' | 'has_none';
      readonly value: readonly CustomValue[];
    };

/** One question to one field: `field`, `op`, and `value` if the question takes one. */
export type Comparison =
  | { [Name in FieldName]: { [Question in QuestionFor<Name>]: Asked<Name, Question> }[QuestionFor<Name>] }[FieldName]
  | CustomComparison;

/** Ids are compared as text, so they come in the one spelling that the store gives them. */
const id = uuid.refine((text) => text === text.toLowerCase(), 'must be written in lower case');

function valueOf(field: Field) {
  switch (field.kind) {
    case 'choice':
    case 'scale':
      return z.enum(field.words);
    case 'flag':
      return z.boolean();
    case 'set':
      return tag;
    case 'reference':
    case 'hours':
      return id;
  }
}

const listOf = (value: z.ZodType) =>
  z
    .array(value)
    .min(1)
    .max(LONGEST_LIST)
    .refine((values) => new Set(values).size === values.length, 'names a value twice');

/** Questions that take the same are one schema, so that the OpenAPI document stays readable. */
function questionsTo(name: string, field: Field) {
  const value = valueOf(field);
  const values = { one: { value }, some: { value: listOf(value) }, nothing: {} };
  const questions = Object.entries(QUESTIONS[field.kind]);
  const schemas = (['one', 'some', 'nothing'] as const).flatMap((takes) => {
    const ops = questions.filter(([, taken]) => taken === takes).map(([op]) => op);
    return ops.length ? [z.strictObject({ field: z.literal(name), op: z.enum(ops), ...values[takes] })] : [];
  });
  return oneOf('op', schemas, `${name} takes ${questions.map(([op]) => op).join(', ')}`);
}

function oneOf(key: string, options: readonly z.core.$ZodTypeDiscriminable[], message: string) {
  const [first, ...others] = options;
  if (!first) throw new Error(`Nothing to tell apart by ${key}`);
  return z.discriminatedUnion(key, [first, ...others], message);
}

const knownComparison = oneOf(
  'field',
  Object.entries(FIELDS).map(([name, field]) => questionsTo(name, field)),
  `must be one of ${Object.keys(FIELDS).join(', ')}, or custom. and the id of a field`,
);

/** PostgreSQL takes neither NUL nor half of a surrogate pair. */
const canBeKept = (text: string) => !text.includes('\0') && !/\p{Cs}/u.test(text);

/** What custom fields can hold. */
const customValue = z.union(
  [z.string().max(5_000).refine(canBeKept, 'has characters that cannot be kept'), z.number(), z.boolean()],
  'is neither a text nor a number, true or false',
);

function questionsToCustom() {
  // With `abort` it is out of the question at once: a key too many is then told once, by those that were meant.
  const field = z
    .string()
    .refine((name) => customFieldId(name) !== null, { message: 'is not custom. and the id of a field', abort: true });
  const values = { one: { value: customValue }, some: { value: listOf(customValue) }, nothing: {} };
  const questions = Object.entries(CUSTOM_QUESTIONS);
  const schemas = (['one', 'some', 'nothing'] as const).map((takes) => {
    const ops = questions.filter(([, taken]) => taken === takes).map(([op]) => op);
    return z.strictObject({ field, op: z.enum(ops), ...values[takes] });
  });
  return oneOf('op', schemas, `a custom field takes ${questions.map(([op]) => op).join(', ')}`);
}
const customComparison = questionsToCustom();

/** A comparison whose field, op and value fit together; types and schema come from the same table of fields. */
export const comparison = z.union([knownComparison, customComparison]) as unknown as z.ZodType<Comparison>;

/** The same of the kind that was meant, so that what is wrong with it can be said. */
export const comparisonMeant = (written: object): z.ZodType =>
  'field' in written && typeof written.field === 'string' && written.field.startsWith('custom.')
    ? customComparison
    : knownComparison;
