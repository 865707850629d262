import type { StaffActor, StaffRole } from '#domain/permissions/actor';
import type { Queryable } from '../queryable.ts';

/** Whether tickets can be given to somebody: active, and more than a reader. */
async function isAssignable(client: Queryable, staffId: string): Promise<boolean> {
  const { rowCount } = await client.query(`SELECT FROM staff WHERE id = $1 AND is_active AND role <> 'light_agent'`, [
    staffId,
  ]);
  return rowCount === 1;
}

/** Somebody as an actor, with their teams; null if there is nobody active with this id. */
async function findActor(client: Queryable, staffId: string): Promise<StaffActor | null> {
  const { rows } = await client.query<{ id: string; role: StaffRole; teamIds: string[] }>(
    `SELECT s.id, s.role, array(SELECT team_id FROM team_member m WHERE m.staff_id = s.id) AS "teamIds"
     FROM staff s WHERE s.id = $1 AND s.is_active`,
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
export const staff = { isAssignable, findActor, hasAddress, nameOf };
