import { z } from 'zod';
import { AUDIT_ACTS, type AuditAct, type AuditSubjectKind } from '../audit/acts.ts';
import { anyCaseUuid, instant, pageCursor, uuid } from './identifiers.ts';

const subjectKind = z.enum(Object.keys(AUDIT_ACTS) as [AuditSubjectKind, ...AuditSubjectKind[]]);
const act = z.enum(Object.values(AUDIT_ACTS).flat() as [AuditAct, ...AuditAct[]]);
const value = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]);

/** One thing that somebody administered, or read although few may. */
export const auditEntry = z
  .strictObject({
    id: uuid,
    at: instant,
    /** Null: whoever runs the installation, in a terminal. */
    by: z
      .strictObject({
        id: uuid,
        name: z.string(),
        /** What the token of theirs is called by which a program did it; null: they did it themselves. */
        token: z.string().nullable(),
      })
      .nullable(),
    act,
    subject: z.strictObject({ kind: subjectKind, id: z.string(), name: z.string() }),
    changes: z.array(z.strictObject({ field: z.string(), from: value, to: value })),
    address: z.string().nullable(),
    requestId: z.string().nullable(),
  })
  .meta({ id: 'AuditEntry', description: 'One thing that somebody administered, or read although few may.' });
/** See `auditEntry`. */
export type AuditEntryView = z.infer<typeof auditEntry>;

/** A page of the audit log, newest first. */
export const auditPage = z
  .strictObject({ entries: z.array(auditEntry), next: pageCursor.nullable() })
  .meta({ id: 'AuditPage' });
/** See `auditPage`. */
export type AuditPage = z.infer<typeof auditPage>;

const filter = {
  by: anyCaseUuid.optional(),
  act: act.optional(),
  kind: subjectKind.optional(),
  subject: z.string().min(1).max(100).optional(),
  from: instant.optional(),
  /** Up to it, without it. */
  to: instant.optional(),
};

/** Which entries: those that fit all that is said. */
export const auditQuery = z.strictObject({
  ...filter,
  after: pageCursor.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
/** See `auditQuery`. */
export type AuditQuery = z.output<typeof auditQuery>;

/** The same for all of them at once. */
export const auditExportQuery = z.strictObject(filter);
