import { PERMISSIONS, type Permission } from '#domain/permissions/permission';
import { millisecondsOf as ms } from '../milliseconds-of.ts';
import type { Queryable } from '../queryable.ts';

/** Somebody on the agent side as whoever manages people has them. Instants in ms. */
export interface StaffMember {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: { readonly code: string; readonly name: string };
  readonly permissions: readonly Permission[];
  readonly teamIds: readonly string[];
  readonly isActive: boolean;
  readonly absentFrom: number | null;
  readonly absentUntil: number | null;
  readonly capacity: number | null;
  readonly hasSignedUp: boolean;
  readonly createdAt: number;
}

/** What of them is changed. */
export interface StaffFields {
  readonly name: string;
  readonly roleCode: string;
  readonly isActive: boolean;
  /** ms */
  readonly absentFrom: number | null;
  /** ms */
  readonly absentUntil: number | null;
  readonly capacity: number | null;
}

const select = `SELECT s.id, s.name, s.email, json_build_object('code', r.code, 'name', r.name) AS role, r.permissions,
    array(SELECT m.team_id FROM team_member m WHERE m.staff_id = s.id ORDER BY m.team_id) AS "teamIds",
    s.is_active AS "isActive", ${ms('s.absent_from')} AS "absentFrom", ${ms('s.absent_until')} AS "absentUntil",
    s.capacity,
    (s.password_hash IS NOT NULL OR EXISTS (SELECT FROM staff_identity i WHERE i.staff_id = s.id)) AS "hasSignedUp", ${ms('s.created_at')} AS "createdAt"
  FROM staff s JOIN role r ON r.code = s.role`;

/** A colleague, or a program that works in its own name. */
type StaffKind = 'person' | 'service';

/** Everybody of a kind, by name. */
async function list(client: Queryable, kind: StaffKind = 'person'): Promise<StaffMember[]> {
  const { rows } = await client.query<StaffMember>(`${select} WHERE s.kind = $1 ORDER BY lower(s.name), s.id`, [kind]);
  return rows;
}

/** Somebody whom this transaction alone may change; null if there is nobody of this kind with this id. */
async function lock(client: Queryable, staffId: string, kind: StaffKind = 'person'): Promise<StaffMember | null> {
  await client.query('SELECT FROM staff WHERE id = $1 FOR NO KEY UPDATE', [staffId]);
  const { rows } = await client.query<StaffMember>(`${select} WHERE s.id = $1 AND s.kind = $2`, [staffId, kind]);
  return rows[0] ?? null;
}

/** Add somebody who cannot sign in yet. @returns their id; null if the address is taken */
async function insert(
  client: Queryable,
  { name, email, roleCode }: { readonly name: string; readonly email: string; readonly roleCode: string },
): Promise<string | null> {
  const { rows } = await client.query<{ id: string }>(
    'INSERT INTO staff (name, email, role) VALUES ($1, $2, $3) ON CONFLICT (email) DO NOTHING RETURNING id',
    [name, email, roleCode],
  );
  return rows[0]?.id ?? null;
}

/** Add a program. It has an address because everybody has one; no mail can be sent there (RFC 2606, section 2). @returns its id */
async function insertProgram(
  client: Queryable,
  { name, roleCode }: { readonly name: string; readonly roleCode: string },
): Promise<string> {
  const { rows } = await client.query<{ id: string }>(
    `INSERT INTO staff (id, name, email, role, kind)
     SELECT made.id, $1, 'service-' || made.id || '@services.invalid', $2, 'service' FROM (SELECT gen_random_uuid() AS id) AS made
     RETURNING id`,
    [name, roleCode],
  );
  const [made] = rows;
  if (!made) throw new Error('INSERT gave no row.');
  return made.id;
}

/** Give somebody another address. @returns false if it is taken */
async function setEmail(client: Queryable, staffId: string, email: string): Promise<boolean> {
  const { rowCount } = await client.query(
    'UPDATE staff SET email = $2 WHERE id = $1 AND NOT EXISTS (SELECT FROM staff o WHERE o.email = $2 AND o.id <> $1)',
    [staffId, email],
  );
  return rowCount === 1;
}

async function update(client: Queryable, staffId: string, fields: StaffFields): Promise<void> {
  const { name, roleCode, isActive, absentFrom, absentUntil, capacity } = fields;
  await client.query(
    `UPDATE staff SET name = $2, role = $3, is_active = $4, absent_from = to_timestamp($5::float8 / 1000),
       absent_until = to_timestamp($6::float8 / 1000), capacity = $7 WHERE id = $1`,
    [staffId, name, roleCode, isActive, absentFrom, absentUntil, capacity],
  );
}

/** Put somebody into these teams and no others. @returns false if one of them does not exist */
async function setTeams(client: Queryable, staffId: string, teamIds: readonly string[]): Promise<boolean> {
  const { rowCount } = await client.query('SELECT FROM team WHERE id = ANY($1) FOR KEY SHARE', [teamIds]);
  if (rowCount !== new Set(teamIds).size) return false;
  await client.query('DELETE FROM team_member WHERE staff_id = $1 AND NOT team_id = ANY($2)', [staffId, teamIds]);
  await client.query(
    'INSERT INTO team_member (team_id, staff_id) SELECT unnest($2::uuid[]), $1 ON CONFLICT DO NOTHING',
    [staffId, teamIds],
  );
  return true;
}

/** Who has a role and may sign in. */
async function idsOfRole(client: Queryable, code: string): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `SELECT id FROM staff WHERE role = $1 AND is_active AND kind = 'person'`,
    [code],
  );
  return rows.map(({ id }) => id);
}

/** Whether somebody who can sign in may still do everything: nobody else could give back what nobody has any more. */
async function hasManager(client: Queryable): Promise<boolean> {
  const { rows } = await client.query<{ isThere: boolean }>(
    `SELECT EXISTS (SELECT FROM staff s JOIN role r ON r.code = s.role
       WHERE s.is_active AND s.kind = 'person' AND r.permissions @> $1
         AND (s.password_hash IS NOT NULL OR EXISTS (
           SELECT FROM staff_identity i JOIN identity_provider p ON p.id = i.provider_id
           WHERE i.staff_id = s.id AND p.is_active))) AS "isThere"`,
    [PERMISSIONS],
  );
  return rows[0]?.isThere === true;
}

/** People on the agent side, for whoever manages them. Ids are UUIDs, addresses in lower case. */
export const staffMembers = {
  ...{ list, lock, insert, insertProgram, update, setEmail, setTeams },
  ...{ idsOfRole, hasManager },
};
