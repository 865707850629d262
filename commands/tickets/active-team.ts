import { teams } from '#store/people/teams';
import type { Queryable } from '#store/queryable';

/** The team that a new ticket comes to: none in place of one that is not active any more, so that everybody sees it. */
export const activeTeam = async (client: Queryable, teamId: string | null): Promise<string | null> =>
  teamId !== null && (await teams.exists(client, teamId)) ? teamId : null;
