import { FIELD_OF, OPERATOR_ACTS, type TicketFact } from './fact.ts';

/** A fact that this code does not know: newer code wrote it, before a roll-back. */
export interface UnknownFact {
  readonly seq: number;
  /** What newer code calls it, an operator's act as `operation:act`. */
  readonly type: string;
}

/** What is not known of a fact; null if all is. */
export function unknownOf(fact: TicketFact): UnknownFact | null {
  const { seq, type } = fact;
  if (!Object.hasOwn(FIELD_OF, type)) return { seq, type };
  if (fact.type !== 'operation' || Object.hasOwn(OPERATOR_ACTS, fact.act)) return null;
  return { seq, type: `operation:${fact.act}` };
}
