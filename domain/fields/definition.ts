/** What custom fields are of. */
export const FIELD_SUBJECTS = ['ticket', 'customer', 'organisation'] as const;
/** See `FIELD_SUBJECTS`. */
export type FieldSubject = (typeof FIELD_SUBJECTS)[number];

/** What kinds of custom fields there are. */
export const CUSTOM_KINDS = ['text', 'number', 'date', 'choice', 'multi_choice', 'checkbox', 'lookup'] as const;
/** See `CUSTOM_KINDS`. */
export type CustomKind = (typeof CUSTOM_KINDS)[number];

/** What a lookup may lead to. */
export const LOOKUPS = ['customer', 'organisation', 'staff', 'team', 'ticket'] as const;
/** See `LOOKUPS`. */
export type Lookup = (typeof LOOKUPS)[number];

/** One of the things that a field can be. Its code never changes: facts and conditions hold it. */
export interface FieldChoice {
  readonly code: string;
  readonly label: string;
  /** One that is not is not offered any more, and stays where it was chosen. */
  readonly isActive: boolean;
}

/** What a kind takes besides. */
export interface FieldOptions {
  readonly choices?: readonly FieldChoice[] | undefined;
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  readonly lookup?: Lookup | undefined;
}

/** A field that an installation has made. */
export interface FieldDefinition {
  readonly id: string;
  readonly subject: FieldSubject;
  readonly name: string;
  readonly kind: CustomKind;
  readonly options: FieldOptions;
  readonly position: number;
  readonly isActive: boolean;
}

/**
 * What somebody has in a field: a text, a number, a day (`YYYY-MM-DD`), a code, codes (sorted, each once, at least one), yes or
 * no, an id. Nothing at all is null.
 */
export type FieldValue = string | number | boolean | readonly string[];

/** Values by the ids of their fields; those that are empty are missing. */
export type FieldValues = Readonly<Record<string, FieldValue>>;

/** What a ticket's row and its facts have in place of a text: where it was written. */
export interface TextPlace {
  readonly seq: number;
}

/** The same of a ticket, which has no texts itself. */
export type TicketFields = Readonly<Record<string, FieldValue | TextPlace>>;
