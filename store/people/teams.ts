import type { Queryable } from '../queryable.ts';

async function exists(client: Queryable, teamId: string): Promise<boolean> {
  const { rowCount } = await client.query('SELECT FROM team WHERE id = $1', [teamId]);
  return rowCount === 1;
}

async function hasMember(client: Queryable, teamId: string, staffId: string): Promise<boolean> {
  const { rowCount } = await client.query('SELECT FROM team_member WHERE team_id = $1 AND staff_id = $2', [
    ...[teamId, staffId],
  ]);
  return rowCount === 1;
}

/** Groups of staff with a queue of their own. Ids are UUIDs. */
export const teams = { exists, hasMember };
