import type { Permission } from '#domain/permissions/permission';
import { millisecondsOf as ms } from '../milliseconds-of.ts';
import type { Queryable } from '../queryable.ts';

/** A token as its owner sees it. Instants in ms. */
export interface ApiToken {
  readonly id: string;
  readonly staffId: string;
  readonly name: string;
  readonly hint: string;
  /** Null: whatever its owner may do. */
  readonly permissions: readonly Permission[] | null;
  readonly mayWrite: boolean;
  readonly createdAt: number;
  readonly expiresAt: number;
  /** To the minute; null: never yet. */
  readonly lastUsedAt: number | null;
  readonly lastAddress: string | null;
}

/** A token that lets somebody in, with its owner as the database has them now. */
export interface OpenApiToken {
  readonly id: string;
  readonly staffId: string;
  /** What the role allows and the token, both. */
  readonly permissions: readonly Permission[];
  readonly teamIds: readonly string[];
  readonly mayWrite: boolean;
  /** Whether its use was last noted so long ago that it should be again. */
  readonly isDue: boolean;
}

/** A token that is being made. */
export interface ApiTokenDraft extends Pick<ApiToken, 'staffId' | 'name' | 'hint' | 'permissions' | 'mayWrite'> {
  readonly tokenHash: Buffer;
  readonly lifeSeconds: number;
}

const columns = `k.id, k.staff_id AS "staffId", k.name, k.hint, k.permissions, k.may_write AS "mayWrite",
  ${ms('k.created_at')} AS "createdAt", ${ms('k.expires_at')} AS "expiresAt", ${ms('k.last_used_at')} AS "lastUsedAt",
  k.last_address AS "lastAddress"`;
const isOpen = 'k.ended_at IS NULL AND k.expires_at > nixflow_now()';
/** Being used is noted no more often than this. */
const usedEvery = `INTERVAL '1 minute'`;

async function insert(client: Queryable, draft: ApiTokenDraft): Promise<ApiToken> {
  const { staffId, name, hint, permissions, mayWrite, tokenHash, lifeSeconds } = draft;
  const { rows } = await client.query<ApiToken>(
    `INSERT INTO api_token AS k (staff_id, name, hint, permissions, may_write, token_hash, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, nixflow_now() + $7 * INTERVAL '1 second') RETURNING ${columns}`,
    [staffId, name, hint, permissions, mayWrite, tokenHash, lifeSeconds],
  );
  const [made] = rows;
  if (!made) throw new Error('INSERT gave no row.');
  return made;
}

/** The token of a hash; null if there is none, it has ended, or its owner is not there any more. */
async function findOpen(client: Queryable, tokenHash: Buffer): Promise<OpenApiToken | null> {
  const { rows } = await client.query<OpenApiToken>(
    `SELECT k.id, s.id AS "staffId", k.may_write AS "mayWrite",
       array(SELECT one FROM unnest(r.permissions) AS one WHERE k.permissions IS NULL OR one = ANY(k.permissions)) AS permissions,
       array(SELECT team_id FROM team_member m WHERE m.staff_id = s.id) AS "teamIds",
       (k.last_used_at < nixflow_now() - ${usedEvery}) IS NOT FALSE AS "isDue"
     FROM api_token k JOIN staff s ON s.id = k.staff_id JOIN role r ON r.code = s.role
     WHERE k.token_hash = $1 AND ${isOpen} AND s.is_active AND NOT s.must_change_password`,
    [tokenHash],
  );
  return rows[0] ?? null;
}

/** Note that a token is used, and from where. */
async function touch(client: Queryable, id: string, address: string | null): Promise<void> {
  await client.query('UPDATE api_token SET last_used_at = nixflow_now(), last_address = $2 WHERE id = $1', [
    id,
    address,
  ]);
}

/** The open tokens of somebody, the newest first. */
async function listOf(client: Queryable, staffId: string): Promise<ApiToken[]> {
  const { rows } = await client.query<ApiToken>(
    `SELECT ${columns} FROM api_token k WHERE k.staff_id = $1 AND ${isOpen} ORDER BY k.created_at DESC, k.id`,
    [staffId],
  );
  return rows;
}

/** End a token of somebody. @returns it, if it was open and theirs */
async function end(client: Queryable, staffId: string, id: string): Promise<ApiToken | null> {
  const { rows } = await client.query<ApiToken>(
    `UPDATE api_token k SET ended_at = nixflow_now() WHERE k.id = $2 AND k.staff_id = $1 AND ${isOpen} RETURNING ${columns}`,
    [staffId, id],
  );
  return rows[0] ?? null;
}

/** End all tokens of somebody. */
async function endAllOf(client: Queryable, staffId: string): Promise<void> {
  await client.query('UPDATE api_token SET ended_at = nixflow_now() WHERE staff_id = $1 AND ended_at IS NULL', [
    staffId,
  ]);
}

/** What lets programs in. Ids are UUIDs. */
export const apiTokens = { insert, findOpen, touch, listOf, end, endAllOf };
