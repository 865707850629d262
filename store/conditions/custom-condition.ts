import type { CustomQuestion } from '#domain/conditions/custom-field';
import { requesterFieldsOf } from '../fields/requester-fields.ts';

/** A question to a custom field. */
export interface AskedField {
  readonly id: string;
  readonly op: string;
  readonly value: unknown;
  /** What is said in the field of an id, as SQL for both: jsonb, NULL if nothing is. */
  readonly saidIn: (fieldId: string) => string;
  /** Makes a parameter of a value. */
  readonly add: (value: unknown) => string;
}

/** Of `ticket` as `t`, else of whoever asked for it, else of their organisation: ids of fields are unique. */
export const saidOfTicket: AskedField['saidIn'] = (field) =>
  `coalesce(t.fields -> ${field}, ${requesterFieldsOf('t.requester_id')} -> ${field})`;
/** Of `customer` as `t`, else of their organisation. */
export const saidOfCustomer: AskedField['saidIn'] = (field) => `(${requesterFieldsOf('t.id')} -> ${field})`;
/** Of `organisation` as `t`. */
export const saidOfOrganisation: AskedField['saidIn'] = (field) => `(t.fields -> ${field})`;

/** `CUSTOM_ANSWERS` (domain/conditions/custom-answers.ts) in SQL; a test compares the two. Never null. */
export function customCondition({ id, op, value, saidIn, add }: AskedField): string {
  const own = `(${saidIn(`${add(id)}::text`)})`;
  const json = () => `${add(JSON.stringify(value))}::jsonb`;
  const list = () => `ARRAY(SELECT jsonb_array_elements(${json()}))`;
  const codes = `(CASE WHEN jsonb_typeof(${own}) = 'array' THEN ${own} ELSE '[]'::jsonb END)`;
  const hasEach = (word: 'bool_or' | 'bool_and', none: boolean) =>
    `(SELECT coalesce(${word}(${codes} @> jsonb_build_array(each)), ${String(none)}) FROM jsonb_array_elements(${json()}) AS each)`;
  const asked: Readonly<Record<CustomQuestion, () => string>> = {
    is: () => `(${own} IS NOT DISTINCT FROM ${json()})`,
    is_not: () => `(${own} IS DISTINCT FROM ${json()})`,
    in: () => `((${own} = ANY(${list()})) IS TRUE)`,
    not_in: () => `((${own} = ANY(${list()})) IS NOT TRUE)`,
    is_empty: () => `(${own} IS NULL)`,
    is_not_empty: () => `(${own} IS NOT NULL)`,
    at_least: () => compared(own, '>=', value, add),
    at_most: () => compared(own, '<=', value, add),
    has: () => `(${codes} @> jsonb_build_array(${json()}))`,
    has_any: () => hasEach('bool_or', false),
    has_all: () => hasEach('bool_and', true),
    has_none: () => `(NOT ${hasEach('bool_or', false)})`,
  };
  if (!Object.hasOwn(asked, op)) throw new Error(`Nobody said what ${op} means of a custom field.`);
  return asked[op as CustomQuestion]();
}

/** Which comes first PostgreSQL decides by itself, but in a CASE: what is no number must not be read as one. */
function compared(own: string, sign: '>=' | '<=', value: unknown, add: AskedField['add']): string {
  if (typeof value === 'number') {
    return `(CASE WHEN jsonb_typeof(${own}) = 'number' THEN (${own} #>> '{}')::numeric ${sign} ${add(value)}::numeric ELSE false END)`;
  }
  if (typeof value !== 'string') return 'false';
  return `(CASE WHEN jsonb_typeof(${own}) = 'string' THEN (${own} #>> '{}') COLLATE "C" ${sign} ${add(value)} ELSE false END)`;
}
