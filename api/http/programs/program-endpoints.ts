import { changeProgram, createProgram } from '#commands/people/programs/change-program';
import { endProgramToken } from '#commands/people/programs/change-program-tokens';
import { anyCaseUuid } from '#domain/contracts/identifiers';
import { changeProgramRequest, createProgramRequest, programList, programView } from '#domain/contracts/program';
import { listPrograms, presentProgram } from '#queries/list-programs';
import { z } from 'zod';
import { adminContextOf, type AdminDoor } from '../admin-door.ts';
import { endpoint, type Endpoint } from '../endpoint.ts';

const ofProgram = z.strictObject({ programId: anyCaseUuid });

/** The endpoints of programs that work in their own name, for those who manage people. */
export const programEndpoints = (door: AdminDoor): Endpoint[] => [
  endpoint({
    method: 'get',
    path: '/programs',
    summary: 'All programs that work in their own name, and their tokens',
    readActor: door.readActor,
    reply: programList,
    problems: ['forbidden'],
    handle: async (_, { actor }) => ({ programs: await listPrograms(door.pool, actor) }),
  }),
  endpoint({
    method: 'post',
    path: '/programs',
    summary: 'Enter a program',
    description: 'What it does is done in its name. Nobody gives it a role that allows more than their own.',
    readActor: door.readActor,
    body: createProgramRequest,
    reply: programView,
    status: 201,
    problems: ['forbidden', 'unknown_reference'],
    handle: async ({ body }, context) =>
      presentProgram(door.pool, await createProgram(adminContextOf(door, context), body), context.actor),
  }),
  endpoint({
    method: 'patch',
    path: '/programs/:programId',
    summary: 'Change a program: name, role, teams, whether it is let in',
    description:
      'What is not named stays. It holds with its next request. One that is not let in any more loses its tokens: let in again, ' +
      'it gets new ones.',
    readActor: door.readActor,
    params: ofProgram,
    body: changeProgramRequest,
    reply: programView,
    problems: ['forbidden', 'not_found', 'unknown_reference', 'stale'],
    handle: async ({ params, body }, context) =>
      presentProgram(
        door.pool,
        await changeProgram(adminContextOf(door, context), { ...params, ...body }),
        context.actor,
      ),
  }),
  endpoint({
    method: 'delete',
    path: '/programs/:programId/tokens/:tokenId',
    summary: 'End a token of a program',
    readActor: door.readActor,
    params: z.strictObject({ programId: anyCaseUuid, tokenId: anyCaseUuid }),
    problems: ['forbidden', 'not_found'],
    handle: ({ params }, context) => endProgramToken(adminContextOf(door, context), params),
  }),
];
