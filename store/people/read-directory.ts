import type { StaffRole } from '#domain/permissions/actor';
import type { Queryable } from '../queryable.ts';

/** Everybody on the agent side and all teams. */
export interface ReadDirectory {
  readonly staff: readonly {
    readonly id: string;
    readonly name: string;
    readonly role: StaffRole;
    readonly isActive: boolean;
  }[];
  readonly teams: readonly { readonly id: string; readonly name: string; readonly memberIds: readonly string[] }[];
}

/** Read all of it, by name. */
export async function readDirectory(client: Queryable): Promise<ReadDirectory> {
  const [staff, teams] = [
    await client.query<ReadDirectory['staff'][number]>(
      'SELECT id, name, role, is_active AS "isActive" FROM staff ORDER BY lower(name), id',
    ),
    await client.query<ReadDirectory['teams'][number]>(
      `SELECT id, name, array(SELECT staff_id FROM team_member m WHERE m.team_id = team.id ORDER BY staff_id) AS "memberIds"
       FROM team ORDER BY lower(name), id`,
    ),
  ];
  return { staff: staff.rows, teams: teams.rows };
}
