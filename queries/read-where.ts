import { comparisonsIn } from '#domain/conditions/comparisons-in';
import type { Condition } from '#domain/conditions/condition';
import { customFieldId, QUESTIONS_OF_KIND } from '#domain/conditions/custom-field';
import { namedCalendars } from '#domain/conditions/named-calendars';
import { Problem, type FieldError } from '#domain/contracts/problem';
import type { CustomKind } from '#domain/fields/definition';
import { customFields } from '#store/fields/custom-fields';
import type { Queryable } from '#store/queryable';
import { readOpenCalendars } from '#store/tickets/open-calendars';
import type { Where } from '#store/tickets/ticket-filter';

const inQuery = { in: 'query', pointer: '/where' } as const;

/**
 * A condition that a list is narrowed down by, at this instant.
 *
 * @param place where it came in
 * @throws {Problem} `invalid_request`: a custom field that is not there, or a question that its kind does not take, such as
 *   what a text says; hours that cannot be read
 */
export async function readWhere(
  client: Queryable,
  condition: Condition,
  place: Pick<FieldError, 'in' | 'pointer'> = inQuery,
): Promise<Where> {
  await requireAskable(client, condition, place);
  const { openCalendars, unreadableCalendars } = await readOpenCalendars(client, namedCalendars(condition));
  if (unreadableCalendars !== undefined) {
    const message = 'asks for business hours that cannot be read';
    throw new Problem('invalid_request', { errors: [{ ...place, code: 'unreadable_hours', message }] });
  }
  return { condition, openCalendars };
}

/** The same where only custom fields are asked for. @throws {Problem} `invalid_request` */
export async function requireAskable(
  client: Queryable,
  condition: Condition,
  place: Pick<FieldError, 'in' | 'pointer'> = inQuery,
): Promise<void> {
  const asked = comparisonsIn(condition).filter(({ comparison: { field } }) => customFieldId(field) !== null);
  if (asked.length === 0) return;
  const kinds = new Map((await customFields.list(client)).map(({ id, kind }) => [id, kind]));
  const errors = asked.flatMap(({ comparison: { field, op }, path }): FieldError[] => {
    const wrong = faultOf(kinds.get(customFieldId(field) ?? ''), op);
    if (wrong === null) return [];
    return [{ ...wrong, in: place.in, pointer: [place.pointer, ...path, wrong.at].join('/') }].map(
      ({ at: _, ...error }) => error,
    );
  });
  if (errors.length > 0) throw new Problem('invalid_request', { errors });
}

function faultOf(kind: CustomKind | undefined, op: string) {
  if (kind === undefined) return { at: 'field', code: 'unknown_field', message: 'is no field that is there' };
  const questions: readonly string[] = QUESTIONS_OF_KIND[kind];
  if (questions.includes(op)) return null;
  return { at: 'op', code: 'wrong_question', message: `a ${kind} field takes ${questions.join(', ')}` };
}
