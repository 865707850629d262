import { auditLog, type AuditDraft } from '#store/audit/audit-log';
import type { AdminContext } from '../admin/admin-context.ts';
import { originOf } from './origin-of.ts';

/** Tell the audit log that somebody reads what few may: before they are shown it. */
export function noteSensitiveRead(
  { pool, ...by }: Pick<AdminContext, 'pool' | 'actor' | 'address' | 'requestId'>,
  draft: Pick<AuditDraft, 'act' | 'subject'>,
): Promise<void> {
  return auditLog.append(pool, originOf(by), draft);
}
