import type { Queryable } from '../queryable.ts';

/** Which role those of a group get. */
export interface GroupRole {
  readonly group: string;
  /** The code of a role. */
  readonly role: string;
}

/** Who tells us who somebody is. */
export interface IdentityProvider {
  readonly id: string;
  readonly name: string;
  readonly issuer: string;
  readonly clientId: string;
  /** Sealed. */
  readonly clientSecret: Buffer;
  readonly groupsClaim: string;
  /** The first that somebody is in decides. */
  readonly roleByGroup: readonly GroupRole[];
  /** For those in none of them; null: they are not let in. */
  readonly defaultRole: string | null;
  /** From which domains of mail people are let in; empty: from any. */
  readonly domains: readonly string[];
  readonly isActive: boolean;
}

/** What of one is written. */
export type ProviderFields = Omit<IdentityProvider, 'id'>;

const columns = `id, name, issuer, client_id AS "clientId", client_secret AS "clientSecret", groups_claim AS "groupsClaim",
  role_by_group AS "roleByGroup", default_role_code AS "defaultRole", domains, is_active AS "isActive"`;

/** All of them, by name. */
async function list(client: Queryable): Promise<IdentityProvider[]> {
  const { rows } = await client.query<IdentityProvider>(
    `SELECT ${columns} FROM identity_provider ORDER BY lower(name), id`,
  );
  return rows;
}

async function find(client: Queryable, id: string): Promise<IdentityProvider | null> {
  const { rows } = await client.query<IdentityProvider>(`SELECT ${columns} FROM identity_provider WHERE id = $1`, [id]);
  return rows[0] ?? null;
}

const valuesOf = (fields: ProviderFields) => [
  ...[fields.name, fields.issuer, fields.clientId, fields.clientSecret, fields.groupsClaim],
  ...[JSON.stringify(fields.roleByGroup), fields.defaultRole, fields.isActive, fields.domains],
];

/** Write one under an id of the caller's. @returns false if the name is taken; names that differ in case alone are one */
async function insert(client: Queryable, id: string, fields: ProviderFields): Promise<boolean> {
  const { rowCount } = await client.query(
    `INSERT INTO identity_provider
       (id, name, issuer, client_id, client_secret, groups_claim, role_by_group, default_role_code, is_active,
        domains)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (lower(name)) DO NOTHING`,
    [id, ...valuesOf(fields)],
  );
  return rowCount === 1;
}

/** @returns false if another one has the name */
async function update(client: Queryable, id: string, fields: ProviderFields): Promise<boolean> {
  const { rowCount } = await client.query(
    `UPDATE identity_provider SET name = $2, issuer = $3, client_id = $4, client_secret = $5, groups_claim = $6,
       role_by_group = $7, default_role_code = $8, is_active = $9, domains = $10
     WHERE id = $1 AND NOT EXISTS (SELECT FROM identity_provider o WHERE o.id <> $1 AND lower(o.name) = lower($2))`,
    [id, ...valuesOf(fields)],
  );
  return rowCount === 1;
}

/** Nobody is known by it any more. */
async function remove(client: Queryable, id: string): Promise<void> {
  await client.query('DELETE FROM identity_provider WHERE id = $1', [id]);
}

/** Forget whom a provider means by its subjects: another issuer means others by them. */
async function forgetPeople(client: Queryable, providerId: string): Promise<void> {
  await client.query('DELETE FROM staff_identity WHERE provider_id = $1', [providerId]);
}

/** Whom a provider means by a subject; null: nobody yet. */
async function findStaffId(client: Queryable, providerId: string, subject: string): Promise<string | null> {
  const { rows } = await client.query<{ staffId: string }>(
    'SELECT staff_id AS "staffId" FROM staff_identity WHERE provider_id = $1 AND subject = $2',
    [providerId, subject],
  );
  return rows[0]?.staffId ?? null;
}

/** Whether somebody can sign in by a provider that is offered. */
async function letsIn(client: Queryable, staffId: string): Promise<boolean> {
  const { rowCount } = await client.query(
    `SELECT FROM staff_identity i JOIN identity_provider p ON p.id = i.provider_id
     WHERE i.staff_id = $1 AND p.is_active LIMIT 1`,
    [staffId],
  );
  return rowCount === 1;
}

/** Remember whom a provider means by a subject. Safe to repeat: the first stays. */
async function link(client: Queryable, providerId: string, subject: string, staffId: string): Promise<void> {
  await client.query(
    'INSERT INTO staff_identity (provider_id, subject, staff_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
    [providerId, subject, staffId],
  );
}

/** Who tells us who somebody is, and whom they mean. Ids are UUIDs. */
export const identityProviders = { list, find, insert, update, remove, forgetPeople, findStaffId, letsIn, link };
