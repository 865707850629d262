/** What the audit log tells of, by the kind of thing it was done to. */
export const AUDIT_ACTS = {
  role: ['role.created', 'role.changed', 'role.deleted'],
  person: [
    'person.invited',
    'person.invited_again',
    'person.came_by_provider',
    'person.changed',
    'person.link_made',
    'person.password_set',
  ],
  program: ['program.created', 'program.changed'],
  customer: ['customer.changed', 'customer.merged'],
  organisation: ['organisation.created', 'organisation.changed', 'organisation.deleted'],
  team: ['team.created', 'team.changed'],
  calendar: ['calendar.created', 'calendar.changed'],
  token: ['token.made', 'token.ended'],
  second_factor: ['second_factor.set_up', 'second_factor.codes_renewed', 'second_factor.removed'],
  identity_provider: ['identity_provider.created', 'identity_provider.changed', 'identity_provider.deleted'],
  desk: ['desk.changed'],
  field: ['field.created', 'field.changed'],
  mail: ['mail.caught_read'],
  mail_address: ['mail_address.added', 'mail_address.changed', 'mail_address.removed'],
  engine: ['engine.decoding_opened'],
  audit: ['audit.exported'],
} as const;
/** A kind of thing that is administered. */
export type AuditSubjectKind = keyof typeof AUDIT_ACTS;
/** See `AUDIT_ACTS`. */
export type AuditAct = (typeof AUDIT_ACTS)[AuditSubjectKind][number];

/** One field of what was administered, before and after; null: there was nothing. */
export interface AuditChange {
  readonly field: string;
  readonly from: AuditValue;
  readonly to: AuditValue;
}
/** What a field may be in the log: short, and no secret. */
export type AuditValue = string | number | boolean | null | readonly string[];
