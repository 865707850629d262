import { Problem } from '#domain/contracts/problem';
import { auditLog } from '#store/audit/audit-log';
import { apiTokens } from '#store/people/api-tokens';
import { inTransaction } from '#store/transaction';
import type { AdminContext } from '../../admin/admin-context.ts';
import { originOf } from '../../audit/origin-of.ts';

/** End one of one's own tokens: from now on it lets nobody in. @throws {Problem} `not_found`, also somebody else's */
export function endApiToken(context: Omit<AdminContext, 'deliverSoon'>, tokenId: string): Promise<undefined> {
  const { pool, actor } = context;
  return inTransaction(pool, async (client) => {
    const ended = await apiTokens.end(client, actor.id, tokenId);
    if (!ended) throw new Problem('not_found');
    const subject = { kind: 'token', id: ended.id, name: ended.name } as const;
    await auditLog.append(client, originOf(context), { act: 'token.ended', subject });
    return undefined;
  });
}
