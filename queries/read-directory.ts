import type { Directory } from '#domain/contracts/directory';
import { Problem } from '#domain/contracts/problem';
import type { Actor } from '#domain/permissions/actor';
import { readDirectory as readAll } from '#store/people/read-directory';
import type { Queryable } from '#store/queryable';

/**
 * Everybody on the agent side and all teams, by name.
 *
 * @throws {Problem} `forbidden` (customers)
 */
export async function readDirectory(client: Queryable, viewer: Actor): Promise<Directory> {
  if (viewer.kind === 'customer') throw new Problem('forbidden');
  const { staff, teams } = await readAll(client);
  return {
    staff: staff.map((person) => ({ ...person })),
    teams: teams.map(({ memberIds, ...team }) => ({ ...team, memberIds: [...memberIds] })),
  };
}
