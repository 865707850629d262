import type { LinkPurpose } from '#domain/contracts/session';
import type { Queryable } from '../queryable.ts';

/** A link that can still be used, with the person it is for. */
export interface GoodLink {
  readonly purpose: LinkPurpose;
  readonly staffId: string;
  readonly name: string;
  readonly email: string;
  readonly passwordHash: string | null;
  readonly expiresAt: Date;
}

/** A link that is being made. */
export interface LinkDraft {
  readonly tokenHash: Buffer;
  readonly purpose: LinkPurpose;
  readonly staffId: string;
  readonly lifeSeconds: number;
}

/** How long links that are over are kept. */
const retentionDays = 30;

const isGood = 'used_at IS NULL AND expires_at > nixflow_now()';

/** @returns when it loses its worth */
async function insert(client: Queryable, { tokenHash, purpose, staffId, lifeSeconds }: LinkDraft): Promise<Date> {
  const { rows } = await client.query<{ expiresAt: Date }>(
    `INSERT INTO one_time_link (token_hash, purpose, staff_id, expires_at)
     VALUES ($1, $2, $3, nixflow_now() + $4 * INTERVAL '1 second') RETURNING expires_at AS "expiresAt"`,
    [tokenHash, purpose, staffId, lifeSeconds],
  );
  const [made] = rows;
  if (!made) throw new Error('INSERT gave no row.');
  return made.expiresAt;
}

/** The link of a token; null if it was used, is too old, never was, or its person may not sign in. */
async function findGood(client: Queryable, tokenHash: Buffer): Promise<GoodLink | null> {
  const { rows } = await client.query<GoodLink>(
    `SELECT l.purpose, l.staff_id AS "staffId", s.name, s.email, s.password_hash AS "passwordHash",
       l.expires_at AS "expiresAt"
     FROM one_time_link l JOIN staff s ON s.id = l.staff_id
     WHERE l.token_hash = $1 AND ${isGood} AND s.is_active`,
    [tokenHash],
  );
  return rows[0] ?? null;
}

/** Use a link up. @returns whether it was good: of several who try at once, one hears yes */
async function use(client: Queryable, tokenHash: Buffer): Promise<boolean> {
  const { rowCount } = await client.query(
    `UPDATE one_time_link SET used_at = nixflow_now() WHERE token_hash = $1 AND ${isGood}`,
    [tokenHash],
  );
  return rowCount === 1;
}

/** Take all links of a person their worth, or those for one purpose. */
async function voidAllOf(client: Queryable, staffId: string, purpose: LinkPurpose | null = null): Promise<void> {
  await client.query(
    `UPDATE one_time_link SET used_at = nixflow_now()
     WHERE staff_id = $1 AND used_at IS NULL AND ($2::text IS NULL OR purpose = $2)`,
    [staffId, purpose],
  );
}

/** How many links for a purpose were made for somebody in the last so many seconds, good or not. */
async function countOf(client: Queryable, staffId: string, purpose: LinkPurpose, seconds: number): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM one_time_link
     WHERE staff_id = $1 AND purpose = $2 AND created_at > nixflow_now() - $3 * INTERVAL '1 second'`,
    [staffId, purpose, seconds],
  );
  return rows[0]?.count ?? 0;
}

/** Forget links that are over for a month. The number of rows deleted. */
async function deleteOld(client: Queryable): Promise<number> {
  const { rowCount } = await client.query(
    `DELETE FROM one_time_link WHERE least(used_at, expires_at) < nixflow_now() - $1 * INTERVAL '1 day'`,
    [retentionDays],
  );
  return rowCount ?? 0;
}

/** Links with which people choose a password. Ids are UUIDs. */
export const oneTimeLinks = { insert, findGood, use, voidAllOf, countOf, deleteOld };
