import { changesBetween } from '#domain/audit/changes-between';
import type { MakeApiTokenRequest } from '#domain/contracts/api-token';
import { Problem } from '#domain/contracts/problem';
import { newApiToken } from '#process/api-token';
import { auditLog, type AuditDraft } from '#store/audit/audit-log';
import { apiTokens, type ApiToken } from '#store/people/api-tokens';
import { inTransaction } from '#store/transaction';
import type { AdminContext } from '../../admin/admin-context.ts';
import type { AdminWork } from '../../admin/admin-command.ts';
import { originOf } from '../../audit/origin-of.ts';

/** More are a sign that a script makes one at each run. */
const mostOpen = 50;

/** A token with the secret, which is kept nowhere. */
export interface MadeApiToken {
  readonly token: ApiToken;
  readonly secret: string;
}

/**
 * Make a token for oneself.
 *
 * @throws {Problem} `not_possible` (too many)
 */
export function makeApiToken(
  context: Omit<AdminContext, 'deliverSoon'>,
  request: MakeApiTokenRequest,
): Promise<MadeApiToken> {
  return inTransaction(context.pool, (client) => {
    const audit = (draft: AuditDraft) => auditLog.append(client, originOf(context), draft);
    return insertToken({ client, audit }, context.actor, request);
  });
}

/** Make a token of whoever this transaction may make one for. @throws {Problem} `not_possible` (too many) */
export async function insertToken(
  { client, audit }: Pick<AdminWork, 'client' | 'audit'>,
  owner: { readonly id: string; readonly name?: string },
  { name, permissions, mayWrite, days }: MakeApiTokenRequest,
): Promise<MadeApiToken> {
  if ((await apiTokens.listOf(client, owner.id)).length >= mostOpen) {
    throw new Problem('not_possible', {
      detail: `There are ${String(mostOpen)} tokens already: end one first.`,
      reason: 'too_many_tokens',
    });
  }
  const { secret, hash, hint } = newApiToken();
  const lifeSeconds = days * 24 * 60 * 60;
  const draft = { staffId: owner.id, name, hint, permissions, mayWrite, tokenHash: hash, lifeSeconds };
  const token = await apiTokens.insert(client, draft);
  const changes = changesBetween({}, { name, permissions, mayWrite, days, program: owner.name ?? null });
  await audit({ act: 'token.made', subject: { kind: 'token', id: token.id, name }, changes });
  return { token, secret };
}
