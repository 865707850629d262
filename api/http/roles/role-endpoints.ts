import { changeRole } from '#commands/people/roles/change-role';
import { createRole } from '#commands/people/roles/create-role';
import { deleteRole } from '#commands/people/roles/delete-role';
import { changeRoleRequest, roleCode, roleList, roleRequest, roleView } from '#domain/contracts/role';
import { listRoles, presentRole } from '#queries/list-roles';
import { z } from 'zod';
import type { Realtime } from '../../realtime/attach-realtime.ts';
import { adminContextOf, type AdminDoor } from '../admin-door.ts';
import { endpoint, type Endpoint } from '../endpoint.ts';

const ofRole = z.strictObject({ code: roleCode });

interface RoleDoor extends AdminDoor {
  readonly endSocketsOf: Realtime['endSocketsOf'];
}

/** The endpoints of roles: who may do what. */
export const roleEndpoints = (door: RoleDoor): Endpoint[] => [
  endpoint({
    method: 'get',
    path: '/roles',
    summary: 'All roles, and what each allows',
    readActor: door.readActor,
    reply: roleList,
    problems: ['forbidden'],
    handle: (_, { actor }) => listRoles(door.pool, actor),
  }),
  endpoint({
    method: 'post',
    path: '/roles',
    summary: 'Make a role',
    description: 'Nobody gives away a permission that they do not have. Its code is made of its name and stays.',
    readActor: door.readActor,
    body: roleRequest,
    reply: roleView,
    status: 201,
    problems: ['forbidden', 'not_possible'],
    handle: async ({ body }, context) =>
      presentRole(await createRole(adminContextOf(door, context), body), context.actor),
  }),
  endpoint({
    method: 'put',
    path: '/roles/:code',
    summary: 'Rename a role, or change what it allows',
    description:
      'Holds for everybody who has it, with their next request; their sockets are closed and connect again. Ready-made roles ' +
      'stay as they are.',
    readActor: door.readActor,
    params: ofRole,
    body: changeRoleRequest,
    reply: roleView,
    problems: ['forbidden', 'not_found', 'not_possible', 'stale'],
    async handle({ params, body }, context) {
      const { role, concerned } = await changeRole(adminContextOf(door, context), { ...params, ...body });
      door.endSocketsOf({ staffIds: concerned });
      return presentRole(role, context.actor);
    },
  }),
  endpoint({
    method: 'delete',
    path: '/roles/:code',
    summary: 'Delete a role that nobody has',
    readActor: door.readActor,
    params: ofRole,
    problems: ['forbidden', 'not_found', 'not_possible'],
    handle: ({ params }, context) => deleteRole(adminContextOf(door, context), params),
  }),
];
