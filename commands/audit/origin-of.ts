import type { AuditOrigin } from '#store/audit/audit-log';
import type { AdminContext } from '../admin/admin-context.ts';

/** Who does something, and from where, as the audit log tells it. */
export const originOf = ({
  actor,
  address,
  requestId,
}: Pick<AdminContext, 'actor' | 'address' | 'requestId'>): AuditOrigin => ({
  ...{ staffId: actor.id, tokenId: actor.tokenId ?? null, address, requestId },
});
