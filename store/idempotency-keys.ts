import type { PoolClient } from 'pg';
import type { Queryable } from './queryable.ts';

/** A key is unique per actor and route. */
export interface IdempotencyKey {
  /** `kind:id` */
  readonly actor: string;
  readonly route: string;
  readonly key: string;
  /** SHA-256 of the request, in hex. */
  readonly requestHash: string;
}

const retentionHours = 24;

/**
 * Take a key for the running transaction; who asks with the same one meanwhile waits for its end.
 *
 * @returns null if it is free (or a day old): then `keepReply` before the commit; else the stored reply, or `other_request`
 */
async function claim(
  client: PoolClient,
  { actor, route, key, requestHash }: IdempotencyKey,
): Promise<{ readonly reply: unknown } | 'other_request' | null> {
  const { rowCount } = await client.query(
    `INSERT INTO idempotency_key AS k (actor, route, key, request_hash, reply) VALUES ($1, $2, $3, $4, '""')
     ON CONFLICT (actor, route, key) DO UPDATE
       SET request_hash = excluded.request_hash, reply = excluded.reply, created_at = excluded.created_at
       WHERE k.created_at < nixflow_now() - $5 * INTERVAL '1 hour'`,
    [actor, route, key, requestHash, retentionHours],
  );
  if (rowCount === 1) return null;
  const { rows } = await client.query<{ requestHash: string; reply: string }>(
    `SELECT request_hash AS "requestHash", reply FROM idempotency_key WHERE actor = $1 AND route = $2 AND key = $3`,
    [actor, route, key],
  );
  const [stored] = rows;
  if (!stored) throw new Error('A taken idempotency key is not there.');
  return stored.requestHash === requestHash ? { reply: JSON.parse(stored.reply) as unknown } : 'other_request';
}

/**
 * Store what the request was answered, in the transaction that took the key: as text, because PostgreSQL would put the
 * keys of an object into another order, and whoever asks again gets the same bytes.
 */
async function keepReply(client: PoolClient, { actor, route, key }: IdempotencyKey, reply: unknown): Promise<void> {
  await client.query('UPDATE idempotency_key SET reply = $4 WHERE actor = $1 AND route = $2 AND key = $3', [
    ...[actor, route, key, JSON.stringify(JSON.stringify(reply))],
  ]);
}

/** Forget keys older than a day. The number of rows deleted. */
async function deleteOld(client: Queryable): Promise<number> {
  const { rowCount } = await client.query(
    `DELETE FROM idempotency_key WHERE created_at < nixflow_now() - $1 * INTERVAL '1 hour'`,
    [retentionHours],
  );
  return rowCount ?? 0;
}

/** Replies to requests that may be repeated. */
export const idempotencyKeys = { claim, keepReply, deleteOld };
