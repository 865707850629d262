import type { PoolClient } from 'pg';
import type { Queryable } from '../queryable.ts';

/** Somebody's authenticator app. */
export interface SecondFactor {
  /** Sealed. */
  readonly secret: Buffer;
  readonly isConfirmed: boolean;
  readonly lastPeriod: number;
  /** `nixflow_now()`, ms. */
  readonly now: number;
}

const columns = `secret, confirmed_at IS NOT NULL AS "isConfirmed", last_period::float8 AS "lastPeriod",
  (extract(epoch FROM nixflow_now()) * 1000)::float8 AS now`;

/** Whether somebody is asked for a code when they sign in. */
async function isOn(client: Queryable, staffId: string): Promise<boolean> {
  const { rowCount } = await client.query(
    'SELECT FROM second_factor WHERE staff_id = $1 AND confirmed_at IS NOT NULL',
    [staffId],
  );
  return rowCount === 1;
}

/** Somebody's factor, locked for the rest of the transaction: of two who show one code, one is let in. */
async function lock(client: PoolClient, staffId: string): Promise<SecondFactor | null> {
  const { rows } = await client.query<SecondFactor>(
    `SELECT ${columns} FROM second_factor WHERE staff_id = $1 FOR UPDATE`,
    [staffId],
  );
  return rows[0] ?? null;
}

/** Keep a new secret that is not confirmed yet. @returns false if there is a confirmed one, which stays */
async function begin(client: Queryable, staffId: string, secret: Buffer): Promise<boolean> {
  const { rowCount } = await client.query(
    `INSERT INTO second_factor AS f (staff_id, secret) VALUES ($1, $2)
     ON CONFLICT (staff_id) DO UPDATE SET secret = $2, created_at = nixflow_now(), last_period = 0
     WHERE f.confirmed_at IS NULL`,
    [staffId, secret],
  );
  return rowCount === 1;
}

/** Note the period of a code that was shown, and that the app works; with its secret sealed as it would be today. */
async function use(
  client: PoolClient,
  staffId: string,
  { period, secret }: { readonly period: number; readonly secret: Buffer },
): Promise<void> {
  await client.query(
    `UPDATE second_factor SET last_period = $2, secret = $3, confirmed_at = coalesce(confirmed_at, nixflow_now())
     WHERE staff_id = $1`,
    [staffId, period, secret],
  );
}

/** Ask for it no more, and forget its recovery codes. */
async function remove(client: PoolClient, staffId: string): Promise<void> {
  await client.query('DELETE FROM second_factor WHERE staff_id = $1', [staffId]);
  await client.query('DELETE FROM recovery_code WHERE staff_id = $1', [staffId]);
}

/** Have these recovery codes instead of those there were. */
async function replaceCodes(client: PoolClient, staffId: string, hashes: readonly Buffer[]): Promise<void> {
  await client.query('DELETE FROM recovery_code WHERE staff_id = $1', [staffId]);
  await client.query('INSERT INTO recovery_code (staff_id, code_hash) SELECT $1, unnest($2::bytea[])', [
    staffId,
    hashes,
  ]);
}

/** Use a recovery code up. @returns whether it was good */
async function useCode(client: PoolClient, staffId: string, hash: Buffer): Promise<boolean> {
  const { rowCount } = await client.query(
    `UPDATE recovery_code SET used_at = nixflow_now() WHERE staff_id = $1 AND code_hash = $2 AND used_at IS NULL`,
    [staffId, hash],
  );
  return rowCount === 1;
}

/** How many recovery codes are left. */
async function countCodes(client: Queryable, staffId: string): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    'SELECT count(*)::int AS count FROM recovery_code WHERE staff_id = $1 AND used_at IS NULL',
    [staffId],
  );
  return rows[0]?.count ?? 0;
}

/** What people show besides their password. Ids are UUIDs. */
export const secondFactors = { isOn, lock, begin, use, remove, replaceCodes, useCode, countCodes };
