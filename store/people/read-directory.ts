import type { Queryable } from '../queryable.ts';
import { isAssignable, isHere } from './staff.ts';

/** Everybody on the agent side and all teams. */
export interface ReadDirectory {
  readonly staff: readonly {
    readonly id: string;
    readonly name: string;
    /** The code of a role. */
    readonly role: string;
    readonly isActive: boolean;
    /** Whether tickets can be given to them. */
    readonly isAssignable: boolean;
    readonly isAbsent: boolean;
  }[];
  readonly teams: readonly {
    readonly id: string;
    readonly name: string;
    readonly isActive: boolean;
    readonly memberIds: readonly string[];
  }[];
}

/** Read all of it, by name. */
export async function readDirectory(client: Queryable): Promise<ReadDirectory> {
  const [staff, teams] = [
    await client.query<ReadDirectory['staff'][number]>(
      `SELECT s.id, s.name, s.role, s.is_active AS "isActive", ${isAssignable} AS "isAssignable",
         NOT ${isHere} AS "isAbsent"
       FROM staff s ORDER BY lower(s.name), s.id`,
    ),
    await client.query<ReadDirectory['teams'][number]>(
      `SELECT id, name, is_active AS "isActive", array(SELECT staff_id FROM team_member m WHERE m.team_id = team.id ORDER BY staff_id) AS "memberIds"
       FROM team ORDER BY lower(name), id`,
    ),
  ];
  return { staff: staff.rows, teams: teams.rows };
}
