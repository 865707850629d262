import type { Permission } from '#domain/permissions/permission';
import { READY_MADE_ROLES } from '#domain/permissions/role';
import type { Queryable } from '../queryable.ts';

/** A role, and how many people have it. */
export interface RoleRow {
  readonly code: string;
  readonly name: string;
  readonly permissions: readonly Permission[];
  readonly isReadyMade: boolean;
  /** Those who left among them. */
  readonly people: number;
}

const columns = `r.code, r.name, r.permissions, r.is_ready_made AS "isReadyMade",
  (SELECT count(*) FROM staff s WHERE s.role = r.code)::int AS people`;

/** All roles: those that are there from the first start, then the others by name. */
async function list(client: Queryable): Promise<RoleRow[]> {
  const { rows } = await client.query<RoleRow>(
    `SELECT ${columns} FROM role r ORDER BY array_position($1::text[], r.code), lower(r.name)`,
    [Object.keys(READY_MADE_ROLES)],
  );
  return rows;
}

/** A role that this transaction alone may change; null if there is none. Nobody is given it meanwhile, either. */
async function lock(client: Queryable, code: string): Promise<RoleRow | null> {
  await client.query('SELECT FROM role WHERE code = $1 FOR UPDATE', [code]);
  const { rows } = await client.query<RoleRow>(`SELECT ${columns} FROM role r WHERE r.code = $1`, [code]);
  return rows[0] ?? null;
}

/** What a role allows, kept as it is until the transaction ends; null if there is none. */
async function hold(client: Queryable, code: string): Promise<Pick<RoleRow, 'name' | 'permissions'> | null> {
  const { rows } = await client.query<Pick<RoleRow, 'name' | 'permissions'>>(
    'SELECT name, permissions FROM role WHERE code = $1 FOR SHARE',
    [code],
  );
  return rows[0] ?? null;
}

/** @returns false if the code or the name is taken; names that differ in case alone are one */
async function insert(client: Queryable, { code, name, permissions }: Pick<RoleRow, 'code' | 'name' | 'permissions'>) {
  const { rowCount } = await client.query(
    'INSERT INTO role (code, name, permissions) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
    [code, name, permissions],
  );
  return rowCount === 1;
}

/** @returns false if another role has the name */
async function update(client: Queryable, { code, name, permissions }: Pick<RoleRow, 'code' | 'name' | 'permissions'>) {
  const { rowCount } = await client.query(
    `UPDATE role SET name = $2, permissions = $3
     WHERE code = $1 AND NOT EXISTS (SELECT FROM role o WHERE o.code <> $1 AND lower(o.name) = lower($2))`,
    [code, name, permissions],
  );
  return rowCount === 1;
}

/** Whether somebody who signs in by a provider may get it. */
async function isGivenByProvider(client: Queryable, code: string): Promise<boolean> {
  const { rowCount } = await client.query(
    `SELECT FROM identity_provider WHERE default_role_code = $1 OR role_by_group @> jsonb_build_array(jsonb_build_object('role', $1::text))
     LIMIT 1`,
    [code],
  );
  return rowCount === 1;
}

async function remove(client: Queryable, code: string): Promise<void> {
  await client.query('DELETE FROM role WHERE code = $1', [code]);
}

/** Roles. Codes are lower-case words joined by `_`. */
export const roles = { list, lock, hold, insert, update, isGivenByProvider, remove };
