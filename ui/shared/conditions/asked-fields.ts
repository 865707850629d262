import type { TFunction } from 'i18next';
import type { CustomFieldView } from '#domain/contracts/custom-field';
import { CUSTOM_QUESTIONS, QUESTIONS_OF_KIND } from '#domain/conditions/custom-field';
import { FIELDS, QUESTIONS, type FieldName } from '#domain/conditions/fields';

/** A field that conditions can ask about, and what it can be asked. */
export interface AskedField {
  /** As conditions write it. */
  readonly name: string;
  readonly known: FieldName | null;
  readonly custom: CustomFieldView | null;
  readonly questions: readonly string[];
}

/** Of what a condition is asked. */
export type AskedOf = CustomFieldView['subject'];

/** Whose fields it may name: a ticket has its customer, and a customer an organisation. */
const reach: Readonly<Record<AskedOf, readonly AskedOf[]>> = {
  ticket: ['ticket', 'customer', 'organisation'],
  customer: ['customer', 'organisation'],
  organisation: ['organisation'],
};

/** All fields that conditions can ask about: those of every ticket, then the installation's own that are in use. */
export function askedFields(customFields: readonly CustomFieldView[], of: AskedOf): AskedField[] {
  const known = of === 'ticket' ? (Object.keys(FIELDS) as FieldName[]) : [];
  return [
    ...known.map((name) => ({
      ...{ name, known: name, custom: null, questions: offered(Object.keys(QUESTIONS[FIELDS[name].kind]), name) },
    })),
    ...customFields
      .filter(({ isActive, subject }) => isActive && reach[of].includes(subject))
      .map((custom) => ({
        ...{ name: `custom.${custom.id}`, known: null, custom },
        questions: offered(QUESTIONS_OF_KIND[custom.kind], custom.kind),
      })),
  ];
}

/** What a field is called. */
export const nameOfField = ({ known, custom }: AskedField, t: TFunction): string =>
  known ? t(`condition.field.${known}`) : (custom?.name ?? '');

/** Several values are asked for where they can be chosen or typed as words; a checkbox is on or off. */
function offered(questions: readonly string[], of: CustomFieldView['kind'] | FieldName): readonly string[] {
  if (of === 'checkbox') return ['is'];
  if (of !== 'number' && of !== 'date' && of !== 'lookup' && of !== 'requester') return questions;
  return questions.filter((question) => question !== 'in' && question !== 'not_in');
}

/** Whether a question takes one value, several or none. */
export function takenBy({ known }: AskedField, question: string): 'one' | 'some' | 'nothing' {
  const questions: Readonly<Record<string, 'one' | 'some' | 'nothing'>> = known
    ? QUESTIONS[FIELDS[known].kind]
    : CUSTOM_QUESTIONS;
  return questions[question] ?? 'nothing';
}
