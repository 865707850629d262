import { sessionLife } from '#domain/people/session-life';
import type { Permission } from '#domain/permissions/permission';
import { millisecondsOf as ms } from '../milliseconds-of.ts';
import type { Queryable } from '../queryable.ts';

/** A session that is open, with its person as the database has them now. */
export interface OpenSession {
  readonly sessionId: string;
  readonly staffId: string;
  readonly name: string;
  readonly email: string;
  readonly role: { readonly code: string; readonly name: string };
  readonly permissions: readonly Permission[];
  readonly teamIds: readonly string[];
  readonly mustChangePassword: boolean;
  /** Whether it was last noted as seen so long ago that it should be again. */
  readonly isDue: boolean;
}

/** Where somebody signs in. */
export interface Browser {
  /** What it says of itself. */
  readonly userAgent: string | null;
  readonly address: string | null;
}

/** How long ended sessions are kept for people to look at. */
const retentionDays = 30;

/** Being seen is noted no more often than this. */
const seenEvery = `INTERVAL '1 minute'`;

async function start(
  client: Queryable,
  {
    staffId,
    tokenHash,
    userAgent,
    address,
    providerId = null,
  }: Browser & {
    readonly staffId: string;
    readonly tokenHash: Buffer;
    /** By whom they sign in, if not by a password. */
    readonly providerId?: string | null;
  },
): Promise<void> {
  await client.query(
    `INSERT INTO session (staff_id, token_hash, user_agent, address, expires_at, provider_id)
     VALUES ($1, $2, $3, $4, nixflow_now() + $5 * INTERVAL '1 second', $6)`,
    [staffId, tokenHash, userAgent, address, sessionLife.idleSeconds, providerId],
  );
}

/** The session of a token; null if there is none, it has ended, or its person may no longer sign in. */
async function findOpen(client: Queryable, tokenHash: Buffer): Promise<OpenSession | null> {
  const { rows } = await client.query<OpenSession>(
    `SELECT e.id AS "sessionId", s.id AS "staffId", s.name, s.email,
       json_build_object('code', r.code, 'name', r.name) AS role, r.permissions,
       array(SELECT team_id FROM team_member m WHERE m.staff_id = s.id) AS "teamIds",
       s.must_change_password AS "mustChangePassword", e.last_seen_at < nixflow_now() - ${seenEvery} AS "isDue"
     FROM session e JOIN staff s ON s.id = e.staff_id JOIN role r ON r.code = s.role
     WHERE e.token_hash = $1 AND e.ended_at IS NULL AND e.expires_at > nixflow_now() AND s.is_active`,
    [tokenHash],
  );
  return rows[0] ?? null;
}

/** Note that a session is used, which moves its end on. Once a minute; more often it changes nothing. */
async function touch(client: Queryable, sessionId: string): Promise<void> {
  await client.query(
    `UPDATE session SET last_seen_at = nixflow_now(),
       expires_at = least(nixflow_now() + $2 * INTERVAL '1 second', created_at + $3 * INTERVAL '1 second')
     WHERE id = $1 AND ended_at IS NULL AND last_seen_at < nixflow_now() - ${seenEvery}`,
    [sessionId, sessionLife.idleSeconds, sessionLife.longestSeconds],
  );
}

/** End the session of a token. @returns its id; null if there is none that was open */
async function endOfToken(client: Queryable, tokenHash: Buffer): Promise<string | null> {
  const { rows } = await client.query<{ id: string }>(
    'UPDATE session SET ended_at = nixflow_now() WHERE token_hash = $1 AND ended_at IS NULL RETURNING id',
    [tokenHash],
  );
  return rows[0]?.id ?? null;
}

/** End the sessions of a person, but for the one that is named. */
async function endAllOf(client: Queryable, staffId: string, butSessionId: string | null): Promise<void> {
  await client.query(
    `UPDATE session SET ended_at = nixflow_now()
     WHERE staff_id = $1 AND ended_at IS NULL AND id IS DISTINCT FROM $2::uuid`,
    [staffId, butSessionId],
  );
}

/** End the sessions that a provider opened. */
async function endAllBy(client: Queryable, providerId: string): Promise<void> {
  await client.query('UPDATE session SET ended_at = nixflow_now() WHERE provider_id = $1 AND ended_at IS NULL', [
    providerId,
  ]);
}

/** A session as its owner sees it. Instants in ms. */
export interface ListedSession extends Browser {
  readonly id: string;
  readonly createdAt: number;
  readonly lastSeenAt: number;
}

/** The open sessions of a person, the last seen first. */
async function listOf(client: Queryable, staffId: string): Promise<ListedSession[]> {
  const { rows } = await client.query<ListedSession>(
    `SELECT id, user_agent AS "userAgent", address, ${ms('created_at')} AS "createdAt", ${ms('last_seen_at')} AS "lastSeenAt"
     FROM session WHERE staff_id = $1 AND ended_at IS NULL AND expires_at > nixflow_now()
     ORDER BY last_seen_at DESC, id`,
    [staffId],
  );
  return rows;
}

/** End one session of a person. @returns whether it was open and theirs */
async function endOne(client: Queryable, staffId: string, sessionId: string): Promise<boolean> {
  const { rowCount } = await client.query(
    'UPDATE session SET ended_at = nixflow_now() WHERE id = $2 AND staff_id = $1 AND ended_at IS NULL',
    [staffId, sessionId],
  );
  return rowCount === 1;
}

/** Forget sessions that are over for a month. The number of rows deleted. */
async function deleteOld(client: Queryable): Promise<number> {
  const { rowCount } = await client.query(
    `DELETE FROM session WHERE least(ended_at, expires_at) < nixflow_now() - $1 * INTERVAL '1 day'`,
    [retentionDays],
  );
  return rowCount ?? 0;
}

/** The browsers in which people on the agent side are signed in. Ids are UUIDs. */
export const sessions = { start, findOpen, touch, endOfToken, endOne, endAllOf, endAllBy, listOf, deleteOld };
