import type { CustomKind } from '../fields/definition.ts';

/** What a custom field can be asked, and whether the question takes `one` value, a list of `some`, or `nothing`. */
export const CUSTOM_QUESTIONS = {
  ...{ is: 'one', is_not: 'one', in: 'some', not_in: 'some', is_empty: 'nothing', is_not_empty: 'nothing' },
  ...{ at_least: 'one', at_most: 'one', has: 'one', has_any: 'some', has_all: 'some', has_none: 'some' },
} as const satisfies Readonly<Record<string, 'one' | 'some' | 'nothing'>>;
/** See `CUSTOM_QUESTIONS`. */
export type CustomQuestion = keyof typeof CUSTOM_QUESTIONS;

/** A custom field as conditions write it, with its id. */
export type CustomFieldName = `custom.${string}`;

const form = /^custom\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** The id of the custom field that a name means; null: it means none. */
export const customFieldId = (name: string): string | null => form.exec(name)?.[1] ?? null;

/** What each kind of field can be asked; of a text no more than whether there is one. */
export const QUESTIONS_OF_KIND: Readonly<Record<CustomKind, readonly CustomQuestion[]>> = {
  text: ['is_not_empty', 'is_empty'],
  number: ['is', 'is_not', 'in', 'not_in', 'at_least', 'at_most', 'is_empty', 'is_not_empty'],
  date: ['is', 'is_not', 'in', 'not_in', 'at_least', 'at_most', 'is_empty', 'is_not_empty'],
  choice: ['is', 'is_not', 'in', 'not_in', 'is_empty', 'is_not_empty'],
  multi_choice: ['has', 'has_any', 'has_all', 'has_none', 'is_empty', 'is_not_empty'],
  checkbox: ['is', 'is_not', 'in', 'not_in', 'is_empty', 'is_not_empty'],
  lookup: ['is', 'is_not', 'in', 'not_in', 'is_empty', 'is_not_empty'],
};
