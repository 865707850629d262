import { Problem, type FieldError } from '#domain/contracts/problem';
import type { FieldSubject, FieldValue } from '#domain/fields/definition';
import { judgeValue, type JudgedValue } from '#domain/fields/judge-value';
import type { Actor } from '#domain/permissions/actor';
import type { FactDraft } from '#domain/tickets/fact';
import { customFields } from '#store/fields/custom-fields';
import type { Queryable } from '#store/queryable';

/** A value that fits its field; null: nothing. */
export interface FittingValue {
  readonly fieldId: string;
  readonly isText: boolean;
  readonly value: FieldValue | null;
}

/**
 * See that what somebody wrote into custom fields fits them.
 *
 * @param actor who writes: what they do not see is not there for them
 * @param written by the ids of fields
 * @param held what these fields have now, by the same ids
 * @throws {Problem} `invalid_request` naming each that does not fit, below `/fields`; also one that is not, or not any more, there
 */
export async function judgeFields(
  { client, actor }: { readonly client: Queryable; readonly actor: Actor },
  subject: FieldSubject,
  written: Readonly<Record<string, unknown>>,
  held: Readonly<Record<string, unknown>> = {},
): Promise<FittingValue[]> {
  const names = Object.keys(written);
  if (names.length === 0) return [];
  const definitions = await customFields.listOf(client, subject);
  const errors: FieldError[] = [];
  const fitting: FittingValue[] = [];
  for (const name of names) {
    const definition = definitions.find(({ id, isActive }) => id === name && isActive);
    const judged: JudgedValue = definition
      ? judgeValue(definition, written[name], held[name])
      : { fault: 'is no field' };
    const { lookup } = definition?.options ?? {};
    const isLost =
      definition?.kind === 'lookup' &&
      typeof judged.value === 'string' &&
      lookup !== undefined &&
      judged.value !== held[name] &&
      !(await customFields.isThere(client, actor, { lookup, id: judged.value }));
    const message = isLost ? 'names something that is not there' : judged.fault;
    if (message === undefined)
      fitting.push({ fieldId: name, isText: definition?.kind === 'text', value: judged.value ?? null });
    else errors.push({ in: 'body', pointer: `/fields/${name}`, code: 'does_not_fit', message });
  }
  if (errors.length > 0) throw new Problem('invalid_request', { errors });
  return fitting;
}

/** The fact of a value: a text is not in it. */
export const draftOfField = ({ fieldId, isText, value }: FittingValue): FactDraft => ({
  ...{ type: 'field', fieldId },
  value: isText && value !== null ? { isText: true } : value,
});

/** The texts among values, by their fields. */
export const textsOf = (values: readonly FittingValue[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    values.flatMap(({ fieldId, isText, value }) => (isText && typeof value === 'string' ? [[fieldId, value]] : [])),
  );

/** Values by the ids of their fields, for whoever keeps texts as they are. */
export const valuesOf = (values: readonly FittingValue[]): Readonly<Record<string, FieldValue | null>> =>
  Object.fromEntries(values.map(({ fieldId, value }) => [fieldId, value]));
