import type { CustomQuestion } from './custom-field.ts';

/** Undefined: not to be judged. */
type Answer = boolean | undefined;
type Question = (own: unknown, value: unknown) => Answer;

type Scalar = string | number | boolean;
const isScalar = (value: unknown): value is Scalar =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

const not =
  (question: Question): Question =>
  (own, value) => {
    const answer = question(own, value);
    return answer === undefined ? undefined : !answer;
  };
const one =
  (holds: (own: unknown, value: Scalar) => boolean): Question =>
  (own, value) =>
    isScalar(value) ? holds(own, value) : undefined;
const some =
  (holds: (own: unknown, values: readonly Scalar[]) => boolean): Question =>
  (own, value) =>
    Array.isArray(value) && value.every(isScalar) ? holds(own, value) : undefined;

const codes = (own: unknown): readonly unknown[] => (Array.isArray(own) ? own : []);
const is = one((own, value) => own === value);
const isIn = some((own, values) => isScalar(own) && values.includes(own));
const isEmpty: Question = (own, value) => (value === undefined ? own === null : undefined);
const hasAny = some((own, values) => values.some((each) => codes(own).includes(each)));
/** Numbers are compared with numbers, days with days: those by their letters, which are in the order of time. */
const compared = (holds: (own: number | string, value: number | string) => boolean) =>
  one((own, value) => {
    if (typeof own === 'number' && typeof value === 'number') return holds(own, value);
    return typeof own === 'string' && typeof value === 'string' && holds(own, value);
  });

/** What each question to a custom field means, whatever its kind: what it cannot hold fails. */
export const CUSTOM_ANSWERS: Readonly<Record<CustomQuestion, Question>> = {
  is,
  is_not: not(is),
  in: isIn,
  not_in: not(isIn),
  is_empty: isEmpty,
  is_not_empty: not(isEmpty),
  at_least: compared((own, value) => own >= value),
  at_most: compared((own, value) => own <= value),
  has: one((own, value) => codes(own).includes(value)),
  has_any: hasAny,
  has_all: some((own, values) => values.every((each) => codes(own).includes(each))),
  has_none: not(hasAny),
};
