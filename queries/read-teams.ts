import { Problem } from '#domain/contracts/problem';
import type { TeamList, TeamView } from '#domain/contracts/team';
import type { Actor } from '#domain/permissions/actor';
import { may } from '#domain/permissions/permission';
import { calendars } from '#store/people/calendars';
import { teams, type Team } from '#store/people/teams';
import type { Queryable } from '#store/queryable';

/** All teams, for whoever manages people. @throws {Problem} `forbidden` */
export async function readTeams(client: Queryable, viewer: Actor): Promise<TeamList> {
  if (!may(viewer, 'people.manage')) throw new Problem('forbidden');
  return {
    teams: (await teams.list(client)).map((team) => presentTeam(team, viewer)),
    calendars: await calendars.list(client),
  };
}

/** A team as whoever manages people sees it. */
export const presentTeam = ({ memberIds, addresses, createdAt, ...team }: Team, viewer: Actor): TeamView => ({
  ...{ ...team, memberIds: [...memberIds], addresses: [...addresses] },
  createdAt: new Date(createdAt).toISOString(),
  may: may(viewer, 'people.manage') ? ['change'] : [],
});
