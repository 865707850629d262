import type { PoolClient } from 'pg';
import type { Queryable } from '../queryable.ts';

/** What of somebody on the agent side decides whether they may sign in. */
export interface Account {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly isActive: boolean;
  /** Null: nobody can sign in as this person yet. */
  readonly passwordHash: string | null;
}

const columns = 'id, name, email, is_active AS "isActive", password_hash AS "passwordHash"';

async function one(client: Queryable, sql: string, values: unknown[]): Promise<Account | null> {
  const { rows } = await client.query<Account>(sql, values);
  return rows[0] ?? null;
}

/**
 * Nobody signs in as a program.
 *
 * @param email in lower case
 */
function findByEmail(client: Queryable, email: string): Promise<Account | null> {
  return one(client, `SELECT ${columns} FROM staff WHERE email = $1 AND kind = 'person'`, [email]);
}

function find(client: Queryable, staffId: string): Promise<Account | null> {
  return one(client, `SELECT ${columns} FROM staff WHERE id = $1`, [staffId]);
}

/**
 * Keep an account as it is until the transaction ends, if it still is as the caller saw it: active, with this hash.
 *
 * @returns whether it is
 */
async function hold(client: PoolClient, staffId: string, seenHash: string | null): Promise<boolean> {
  const { rowCount } = await client.query(
    'SELECT FROM staff WHERE id = $1 AND is_active AND password_hash IS NOT DISTINCT FROM $2 FOR NO KEY UPDATE',
    [staffId, seenHash],
  );
  return rowCount === 1;
}

/** Have whoever else is about to change somebody wait until the transaction ends. */
async function lock(client: PoolClient, staffId: string): Promise<void> {
  await client.query('SELECT FROM staff WHERE id = $1 FOR NO KEY UPDATE', [staffId]);
}

/** Store the same password otherwise hashed. */
async function renewHash(client: Queryable, staffId: string, hash: string): Promise<void> {
  await client.query('UPDATE staff SET password_hash = $2 WHERE id = $1', [staffId, hash]);
}

/** Store a password that its owner chose. */
async function setPassword(client: Queryable, staffId: string, hash: string): Promise<void> {
  await client.query('UPDATE staff SET password_hash = $2, must_change_password = false WHERE id = $1', [
    ...[staffId, hash],
  ]);
}

/** Whether there is an admin who can sign in. */
async function hasAdmin(client: Queryable): Promise<boolean> {
  const { rowCount } = await client.query(
    `SELECT FROM staff WHERE role = 'admin' AND is_active AND password_hash IS NOT NULL LIMIT 1`,
  );
  return rowCount !== null && rowCount > 0;
}

/** Add an admin with a password that everybody knows, to be changed at once; nothing if the address is taken. */
async function addKnownAdmin(
  client: Queryable,
  { name, email, passwordHash }: Pick<Account, 'name' | 'email'> & { readonly passwordHash: string },
): Promise<void> {
  await client.query(
    `INSERT INTO staff (name, email, role, password_hash, must_change_password) VALUES ($1, $2, 'admin', $3, true)
     ON CONFLICT (email) DO NOTHING`,
    [name, email, passwordHash],
  );
}

/** Make the person of this address an active admin: a new one of this name if there is nobody. @returns their id */
async function makeAdmin(client: Queryable, { name, email }: Pick<Account, 'name' | 'email'>): Promise<string> {
  const { rows } = await client.query<{ id: string }>(
    `INSERT INTO staff (name, email, role) VALUES ($1, $2, 'admin')
     ON CONFLICT (email) DO UPDATE SET role = 'admin', is_active = true RETURNING id`,
    [name, email],
  );
  const [made] = rows;
  if (!made) throw new Error('INSERT gave no row.');
  return made.id;
}

/** How people on the agent side sign in. Ids are UUIDs, addresses in lower case. */
export const accounts = { findByEmail, find, hold, lock, renewHash, setPassword, hasAdmin, addKnownAdmin, makeAdmin };
