import { CHANNELS, PRIORITIES, STATUSES } from '../tickets/words.ts';

/**
 * What each kind of field can be asked, and whether the question takes `one` value, a list of `some`, or `nothing`.
 *
 * What a question means is written in evaluate.ts, and for readers in this folder's README.
 */
export const QUESTIONS = {
  choice: { is: 'one', is_not: 'one', in: 'some', not_in: 'some' },
  scale: { is: 'one', is_not: 'one', in: 'some', not_in: 'some', at_least: 'one', at_most: 'one' },
  reference: { is: 'one', is_not: 'one', in: 'some', not_in: 'some', is_empty: 'nothing', is_not_empty: 'nothing' },
  set: { has: 'one', has_any: 'some', has_all: 'some', has_none: 'some' },
  flag: { is: 'one' },
  hours: { within: 'one', outside: 'one' },
} as const satisfies Record<string, Record<string, 'one' | 'some' | 'nothing'>>;

/** A kind of field: one of a few words (`scale`: in an order), an id or null, a set of codes, yes or no, a calendar's hours. */
export type FieldKind = keyof typeof QUESTIONS;

/** One row of the table of fields; `words` are all that a choice or a scale can be, a scale's in rising order. */
export type Field =
  | { readonly kind: 'choice' | 'scale'; readonly words: readonly [string, ...string[]] }
  | { readonly kind: Exclude<FieldKind, 'choice' | 'scale'> };

/**
 * What a condition may ask of a ticket.
 *
 * All but `openHours` change by facts alone, if at all. `openHours` is judged for the instant at which somebody asks: that a
 * calendar opens or closes makes nobody ask again, so it never moves a ticket to another policy by itself. There is no age
 * of a ticket here for that reason: its answer would change while nothing happens. A flow that wants it waits.
 */
export const FIELDS = {
  status: { kind: 'choice', words: STATUSES },
  priority: { kind: 'scale', words: PRIORITIES },
  team: { kind: 'reference' },
  assignee: { kind: 'reference' },
  requester: { kind: 'reference' },
  tags: { kind: 'set' },
  via: { kind: 'choice', words: CHANNELS },
  openedBy: { kind: 'choice', words: ['customer', 'agent'] },
  isFollowUp: { kind: 'flag' },
  openHours: { kind: 'hours' },
} as const satisfies Record<string, Field>;

/** The name of a field, as conditions write it. */
export type FieldName = keyof typeof FIELDS;
/** The kind of one field. */
export type KindOf<Name extends FieldName> = (typeof FIELDS)[Name]['kind'];
/** What one field can be asked. */
export type QuestionFor<Name extends FieldName> = keyof (typeof QUESTIONS)[KindOf<Name>];
