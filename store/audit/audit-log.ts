import type { AuditAct, AuditChange, AuditSubjectKind } from '#domain/audit/acts';
import { millisecondsOf as ms } from '../milliseconds-of.ts';
import type { Queryable } from '../queryable.ts';
import { sqlParameters } from '../sql-parameters.ts';

/** One thing that is to be told. */
export interface AuditDraft {
  readonly act: AuditAct;
  readonly subject: { readonly kind: AuditSubjectKind; readonly id: string; readonly name: string };
  readonly changes?: readonly AuditChange[];
}

/** Who did it, and from where. */
export interface AuditOrigin {
  /** Null: whoever runs the installation. */
  readonly staffId: string | null;
  /** The token of theirs that was used; null or not named: none was. */
  readonly tokenId?: string | null;
  readonly address: string | null;
  readonly requestId: string | null;
}

/** An entry as it was written. Instants in ms. */
export interface AuditEntry extends AuditOrigin {
  readonly id: string;
  readonly at: number;
  readonly staffName: string | null;
  readonly tokenName: string | null;
  readonly act: AuditAct;
  readonly subjectKind: AuditSubjectKind;
  readonly subjectId: string;
  readonly subjectName: string;
  readonly changes: readonly AuditChange[];
}

/** Which entries: those that fit all that is said. */
export interface AuditFilter {
  readonly staffId?: string | undefined;
  readonly act?: AuditAct | undefined;
  readonly subjectKind?: AuditSubjectKind | undefined;
  readonly subjectId?: string | undefined;
  /** ms */
  readonly from?: number | undefined;
  /** ms; up to it, without it. */
  readonly to?: number | undefined;
}

/** Where a page ended. `at` in ms. */
export interface AuditPlace {
  readonly at: number;
  readonly id: string;
}

async function append(client: Queryable, origin: AuditOrigin, draft: AuditDraft): Promise<void> {
  const { act, subject, changes = [] } = draft;
  await client.query(
    `INSERT INTO audit_entry (staff_id, act, subject_kind, subject_id, subject_name, changes, address, request_id,
       token_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      ...[origin.staffId, act, subject.kind, subject.id, subject.name, JSON.stringify(changes)],
      ...[origin.address, origin.requestId, origin.tokenId ?? null],
    ],
  );
}

/** Entries, newest first, after a place. */
async function list(
  client: Queryable,
  filter: AuditFilter,
  { after, limit }: { readonly after: AuditPlace | null; readonly limit: number },
): Promise<AuditEntry[]> {
  const parameters = sqlParameters();
  const { add } = parameters;
  const instant = (at: number) => `to_timestamp(${add(at)}::float8 / 1000)`;
  const { staffId, act, subjectKind, subjectId, from, to } = filter;
  const conditions = [
    staffId !== undefined && `a.staff_id = ${add(staffId)}`,
    act !== undefined && `a.act = ${add(act)}`,
    subjectKind !== undefined && `a.subject_kind = ${add(subjectKind)}`,
    subjectId !== undefined && `a.subject_id = ${add(subjectId)}`,
    from !== undefined && `a.at >= ${instant(from)}`,
    to !== undefined && `a.at < ${instant(to)}`,
    after && `(a.at, a.id) < (${instant(after.at)}, ${add(after.id)}::uuid)`,
  ].filter((condition) => typeof condition === 'string');
  const { rows } = await client.query<AuditEntry>(
    `SELECT a.id, ${ms('a.at')} AS at, a.staff_id AS "staffId", s.name AS "staffName", a.act,
       a.subject_kind AS "subjectKind", a.subject_id AS "subjectId", a.subject_name AS "subjectName", a.changes,
       a.address, a.request_id AS "requestId", a.token_id AS "tokenId", k.name AS "tokenName"
     FROM audit_entry a LEFT JOIN staff s ON s.id = a.staff_id LEFT JOIN api_token k ON k.id = a.token_id
     ${conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : ''}
     ORDER BY a.at DESC, a.id DESC LIMIT ${add(limit)}`,
    parameters.values,
  );
  return rows;
}

/** Who administered what. Nothing changes or removes an entry. */
export const auditLog = { append, list };
