import type { StaffActor } from '#domain/permissions/actor';
import type { Permission } from '#domain/permissions/permission';
import type { Queryable } from '../queryable.ts';

/** Of `staff` as `s`: whether tickets can be given to somebody; active, and more than a reader. */
export const isAssignable = `s.is_active AND s.kind = 'person'
  AND EXISTS (SELECT FROM role r WHERE r.code = s.role AND 'ticket.work' = ANY(r.permissions))`;

/** The same: whether somebody is not absent at this moment. */
export const isHere = `NOT coalesce(s.absent_from <= nixflow_now() AND coalesce(nixflow_now() < s.absent_until, true), false)`;

/** Whether tickets can be given to somebody. */
async function canBeAssigned(client: Queryable, staffId: string): Promise<boolean> {
  const { rowCount } = await client.query(`SELECT FROM staff s WHERE s.id = $1 AND ${isAssignable}`, [staffId]);
  return rowCount === 1;
}

/** Whether somebody is absent at this moment: nothing is given to them, nor waits for them. */
async function isAbsent(client: Queryable, staffId: string): Promise<boolean> {
  const { rowCount } = await client.query(`SELECT FROM staff s WHERE s.id = $1 AND NOT ${isHere}`, [staffId]);
  return rowCount === 1;
}

/** Somebody as an actor, with their teams; null if there is nobody active with this id. */
async function findActor(client: Queryable, staffId: string): Promise<StaffActor | null> {
  const { rows } = await client.query<{ id: string; permissions: Permission[]; teamIds: string[] }>(
    `SELECT s.id, r.permissions, array(SELECT team_id FROM team_member m WHERE m.staff_id = s.id) AS "teamIds"
     FROM staff s JOIN role r ON r.code = s.role WHERE s.id = $1 AND s.is_active`,
    [staffId],
  );
  const [found] = rows;
  return found ? { kind: 'staff', ...found } : null;
}

/** Whether somebody on the agent side has this address (in lower case). */
async function hasAddress(client: Queryable, address: string): Promise<boolean> {
  const { rowCount } = await client.query('SELECT FROM staff WHERE lower(email) = $1', [address]);
  return (rowCount ?? 0) > 0;
}

/** What somebody is called, active or not; null if there is nobody with this id. */
async function nameOf(client: Queryable, staffId: string): Promise<string | null> {
  const { rows } = await client.query<{ name: string }>('SELECT name FROM staff WHERE id = $1', [staffId]);
  return rows[0]?.name ?? null;
}

/** People on the agent side. Ids are UUIDs. */
export const staff = { canBeAssigned, isAbsent, findActor, hasAddress, nameOf };
