import type { PoolClient } from 'pg';
import type { Queryable } from './queryable.ts';

/** Something people are told about a ticket by one effect. */
export interface NewNotice {
  readonly staffIds: readonly string[];
  readonly ticketId: string;
  readonly text: string;
  readonly effectKey: string;
  /** ms */
  readonly at: number;
}

/** Write a notice for each person, in the effect's transaction. */
async function insert(client: PoolClient, { staffIds, ticketId, text, effectKey, at }: NewNotice): Promise<void> {
  await client.query(
    `INSERT INTO notice (staff_id, ticket_id, text, effect_key, created_at)
     SELECT staff_id, $2, $3, $4, $5 FROM unnest($1::uuid[]) AS staff_id`,
    [staffIds, ticketId, text, effectKey, new Date(at)],
  );
}

/** A notice whose person's browsers have not been told yet. */
export interface UnpushedNotice {
  readonly id: string;
  readonly staffId: string;
  readonly ticketId: string;
}

/** Those of one effect. */
async function unpushedOf(client: Queryable, effectKey: string): Promise<readonly UnpushedNotice[]> {
  const { rows } = await client.query<UnpushedNotice>(
    `SELECT id, staff_id AS "staffId", ticket_id AS "ticketId" FROM notice WHERE effect_key = $1 AND pushed_at IS NULL`,
    [effectKey],
  );
  return rows;
}

/** Note that browsers were told. Safe to repeat: the first instant stays. */
async function markPushed(client: Queryable, ids: readonly string[]): Promise<void> {
  await client.query('UPDATE notice SET pushed_at = nixflow_now() WHERE id = ANY($1) AND pushed_at IS NULL', [ids]);
}

/** Keys of effects with a notice that has waited for `seconds`, those that waited longest first. */
async function effectsUnpushedFor(
  client: Queryable,
  { seconds, limit }: { readonly seconds: number; readonly limit: number },
): Promise<readonly string[]> {
  const { rows } = await client.query<{ effectKey: string }>(
    `SELECT effect_key AS "effectKey" FROM notice
     WHERE pushed_at IS NULL AND created_at < (SELECT nixflow_now() - $1::float8 * INTERVAL '1 second')
     GROUP BY effect_key ORDER BY min(created_at), effect_key LIMIT $2`,
    [seconds, limit],
  );
  return rows.map(({ effectKey }) => effectKey);
}

/** What people are told in the app. */
export const notices = { insert, unpushedOf, markPushed, effectsUnpushedFor };
