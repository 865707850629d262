import type { Channel, Priority, Status } from '../tickets/words.ts';
import type { Condition } from './condition.ts';
import { CUSTOM_ANSWERS } from './custom-answers.ts';
import { customFieldId, type CustomQuestion } from './custom-field.ts';
import type { FieldKind, FieldName, KindOf, QUESTIONS } from './fields.ts';

/** What conditions may ask about: a ticket at one instant. Ids are lower-case UUIDs. */
export interface ConditionSubject {
  readonly status: Status;
  readonly priority: Priority;
  readonly teamId: string | null;
  readonly assigneeId: string | null;
  readonly requesterId: string | null;
  readonly tags: readonly string[];
  readonly via: Channel;
  readonly openedBy: 'customer' | 'agent';
  readonly isFollowUp: boolean;
  /** What custom fields hold, by their ids; of a text only that there is one. Undefined: older code did not say. */
  readonly custom?: Readonly<Record<string, unknown>> | undefined;
  /** Ids of the calendars asked for that are open at that instant; any other counts as closed, but for the unreadable. */
  readonly openCalendars: readonly string[];
  /** Ids of calendars whose hours only newer code can read: neither open nor closed. */
  readonly unreadableCalendars?: readonly string[];
}

/** Whether a condition is true of a subject; `unknown` if that hangs on a part which this code cannot judge. */
export type Judgement = 'holds' | 'fails' | 'unknown';

/** What a subject has in a field of each kind. */
interface Held {
  choice: string;
  scale: string;
  reference: string | null;
  set: readonly string[];
  flag: boolean;
  hours: { readonly open: readonly string[]; readonly unreadable: readonly string[] };
}
/** Undefined: not to be judged. */
type Answer = boolean | undefined;
type Question<Own> = (own: Own, value: unknown) => Answer;

const RANK: Readonly<Record<Priority, number>> = { low: 0, normal: 1, high: 2, urgent: 3 };
const rank = (word: string): number | undefined => (Object.hasOwn(RANK, word) ? RANK[word as Priority] : undefined);

const negated = (answer: Answer): Answer => (answer === undefined ? undefined : !answer);
const not =
  <Own>(question: Question<Own>): Question<Own> =>
  (own, value) =>
    negated(question(own, value));
const one =
  <Own>(holds: (own: Own, value: string) => Answer): Question<Own> =>
  (own, value) =>
    typeof value === 'string' ? holds(own, value) : undefined;
const some =
  <Own>(holds: (own: Own, values: readonly string[]) => boolean): Question<Own> =>
  (own, value) =>
    Array.isArray(value) && value.every((each) => typeof each === 'string') ? holds(own, value) : undefined;

const is = one<string | null>((own, value) => own === value);
const isIn = some<string | null>((own, values) => own !== null && values.includes(own));
const isEmpty: Question<string | null> = (own, value) => (value === undefined ? own === null : undefined);
const hasAny = some<readonly string[]>((own, values) => values.some((each) => own.includes(each)));
const within = one<Held['hours']>(({ open, unreadable }, calendar) =>
  unreadable.includes(calendar) ? undefined : open.includes(calendar),
);
const compared = (holds: (own: number, value: number) => boolean) =>
  one<string>((own, value) => {
    const [left, right] = [rank(own), rank(value)];
    return left === undefined || right === undefined ? undefined : holds(left, right);
  });

const words = { is, is_not: not(is), in: isIn, not_in: not(isIn) };
const ANSWERS: {
  readonly [Kind in FieldKind]: Readonly<Record<keyof (typeof QUESTIONS)[Kind], Question<Held[Kind]>>>;
} = {
  choice: words,
  scale: {
    ...words,
    at_least: compared((own, value) => own >= value),
    at_most: compared((own, value) => own <= value),
  },
  reference: { ...words, is_empty: isEmpty, is_not_empty: not(isEmpty) },
  set: {
    has: one((own, value) => own.includes(value)),
    has_any: hasAny,
    has_all: some((own, values) => values.every((each) => own.includes(each))),
    has_none: not(hasAny),
  },
  flag: { is: (own, value) => (typeof value === 'boolean' ? own === value : undefined) },
  hours: { within, outside: not(within) },
};

type Read<Kind extends FieldKind> = { readonly kind: Kind; readonly read: (subject: ConditionSubject) => Held[Kind] };
const READ: { readonly [Name in FieldName]: Read<KindOf<Name>> } = {
  status: { kind: 'choice', read: ({ status }) => status },
  priority: { kind: 'scale', read: ({ priority }) => priority },
  team: { kind: 'reference', read: ({ teamId }) => teamId },
  assignee: { kind: 'reference', read: ({ assigneeId }) => assigneeId },
  requester: { kind: 'reference', read: ({ requesterId }) => requesterId },
  tags: { kind: 'set', read: ({ tags }) => tags },
  via: { kind: 'choice', read: ({ via }) => via },
  openedBy: { kind: 'choice', read: ({ openedBy }) => openedBy },
  isFollowUp: { kind: 'flag', read: ({ isFollowUp }) => isFollowUp },
  openHours: {
    kind: 'hours',
    read: ({ openCalendars: open, unreadableCalendars: unreadable = [] }) => ({ open, unreadable }),
  },
};

/**
 * Whether a condition holds for a subject.
 *
 * Pure and total: it never throws, whatever newer code may have written into the condition. A field, op, value, key or
 * combination that this code does not know is `unknown`, and that goes through the combinations by Kleene's logic: `not`
 * leaves it unknown; `all` fails if a part fails, and is else unknown if a part is; `any` holds if a part holds, and is
 * else unknown if a part is. So an answer that is given is right whatever the unknown part means. Nothing is converted:
 * text equals text of the same spelling. An empty field equals no value: `is` and `in` fail there, `is_not` and `not_in` hold.
 */
export function evaluate(condition: Condition, subject: ConditionSubject): Judgement {
  const answer = judge(condition, subject);
  return answer === undefined ? 'unknown' : answer ? 'holds' : 'fails';
}

function judge(node: unknown, subject: ConditionSubject): Answer {
  if (typeof node !== 'object' || node === null) return undefined;
  if ('field' in node) return compare(node, subject);
  const [[key, inside] = [], ...strangers] = Object.entries(node) as [string, unknown][];
  if (strangers.length) return undefined;
  if (key === 'not') return negated(judge(inside, subject));
  if (!Array.isArray(inside) || (key !== 'all' && key !== 'any')) return undefined;
  const answers = inside.map((part) => judge(part, subject));
  const decisive = key === 'any';
  if (answers.includes(decisive)) return decisive;
  return answers.includes(undefined) ? undefined : !decisive;
}

function compare(node: object, subject: ConditionSubject): Answer {
  const { field, op, value, ...strangers } = node as Record<string, unknown>;
  if (typeof field !== 'string' || typeof op !== 'string' || Object.keys(strangers).length) return undefined;
  const custom = customFieldId(field);
  if (custom !== null) return askCustom(subject.custom, custom, op, value);
  if (!Object.hasOwn(READ, field)) return undefined;
  return ask(READ[field as FieldName] as Read<FieldKind>, op, value, subject);
}

/** What was not told cannot be judged; a field that holds nothing is null. */
function askCustom(held: ConditionSubject['custom'], id: string, op: string, value: unknown): Answer {
  if (held === undefined || !Object.hasOwn(CUSTOM_ANSWERS, op)) return undefined;
  return CUSTOM_ANSWERS[op as CustomQuestion](Object.hasOwn(held, id) ? held[id] : null, value);
}

function ask<Kind extends FieldKind>(
  { kind, read }: Read<Kind>,
  op: string,
  value: unknown,
  subject: ConditionSubject,
) {
  const questions: Readonly<Record<string, Question<Held[Kind]>>> = ANSWERS[kind];
  return Object.hasOwn(questions, op) ? questions[op]?.(read(subject), value) : undefined;
}
