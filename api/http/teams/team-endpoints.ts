import { changeTeam, createTeam } from '#commands/people/teams/change-team';
import { anyCaseUuid } from '#domain/contracts/identifiers';
import { changeTeamRequest, createTeamRequest, teamList, teamView } from '#domain/contracts/team';
import { presentTeam, readTeams } from '#queries/read-teams';
import { z } from 'zod';
import { adminContextOf, type AdminDoor } from '../admin-door.ts';
import { endpoint, type Endpoint } from '../endpoint.ts';

const ofTeam = z.strictObject({ teamId: anyCaseUuid });

/** The endpoints of teams, for those who manage people. */
export const teamEndpoints = (door: AdminDoor): Endpoint[] => [
  endpoint({
    method: 'get',
    path: '/teams',
    summary: 'All teams, and the business hours they may have',
    readActor: door.readActor,
    reply: teamList,
    problems: ['forbidden'],
    handle: (_, { actor }) => readTeams(door.pool, actor),
  }),
  endpoint({
    method: 'post',
    path: '/teams',
    summary: 'Make a team',
    readActor: door.readActor,
    body: createTeamRequest,
    reply: teamView,
    status: 201,
    problems: ['forbidden', 'unknown_reference', 'not_possible'],
    handle: async ({ body }, context) =>
      presentTeam(await createTeam(adminContextOf(door, context), body), context.actor),
  }),
  endpoint({
    method: 'patch',
    path: '/teams/:teamId',
    summary: 'Change a team: name, people, lead, working hours, whether anything comes to it',
    description:
      'What is not named stays. A team that is not active keeps its name and its tickets, and gets no new ones.',
    readActor: door.readActor,
    params: ofTeam,
    body: changeTeamRequest,
    reply: teamView,
    problems: ['forbidden', 'not_found', 'unknown_reference', 'not_possible', 'stale'],
    handle: async ({ params, body }, context) =>
      presentTeam(await changeTeam(adminContextOf(door, context), { ...params, ...body }), context.actor),
  }),
];
