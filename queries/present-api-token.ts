import type { ApiTokenView } from '#domain/contracts/api-token';
import type { ApiToken } from '#store/people/api-tokens';

const text = (at: number) => new Date(at).toISOString();

/** A token as its owner sees it, or whoever manages the program whose it is. @param mayEnd whether the viewer may end it */
export function presentApiToken(token: ApiToken, mayEnd = true): ApiTokenView {
  const { id, name, hint, permissions, mayWrite, createdAt, expiresAt, lastUsedAt, lastAddress } = token;
  return {
    ...{ id, name, hint, mayWrite, lastAddress },
    permissions: permissions && [...permissions],
    createdAt: text(createdAt),
    expiresAt: text(expiresAt),
    lastUsedAt: lastUsedAt === null ? null : text(lastUsedAt),
    may: mayEnd ? ['end'] : [],
  };
}
