import { changeStaff } from '#commands/people/staff/change-staff';
import { inviteAgain } from '#commands/people/staff/invite-again';
import { inviteStaff } from '#commands/people/staff/invite-staff';
import { anyCaseUuid } from '#domain/contracts/identifiers';
import { changeStaffRequest, inviteRequest, staffList, staffView } from '#domain/contracts/staff';
import { listStaff } from '#queries/list-staff';
import { presentStaffMember } from '#queries/present-staff-member';
import { z } from 'zod';
import type { Realtime } from '../../realtime/attach-realtime.ts';
import { adminContextOf, type AdminDoor } from '../admin-door.ts';
import { endpoint, type Endpoint } from '../endpoint.ts';

/** What the endpoints of people who work here reach. */
export interface StaffDoor extends AdminDoor {
  /** The origin of the UI, to which links in mails lead. */
  readonly uiOrigin: string;
  readonly endSocketsOf: Realtime['endSocketsOf'];
}

const ofStaff = z.strictObject({ staffId: anyCaseUuid });

/** The endpoints of people who work here, for those who manage them. */
export const staffEndpoints = (door: StaffDoor): Endpoint[] => [
  endpoint({
    method: 'get',
    path: '/staff',
    summary: 'Everybody on the agent side',
    readActor: door.readActor,
    reply: staffList,
    problems: ['forbidden'],
    handle: async (_, { actor }) => ({ staff: await listStaff(door.pool, actor) }),
  }),
  endpoint({
    method: 'post',
    path: '/staff',
    summary: 'Invite somebody by mail',
    description:
      'They choose a password by the link in the mail, within seven days. Nobody gives a role that allows more than their own.',
    readActor: door.readActor,
    body: inviteRequest,
    reply: staffView,
    status: 201,
    problems: ['forbidden', 'unknown_reference', 'not_possible'],
    handle: async ({ body }, context) =>
      presentStaffMember(
        await inviteStaff(adminContextOf(door, context), { ...body, origin: door.uiOrigin }),
        context.actor,
      ),
  }),
  endpoint({
    method: 'patch',
    path: '/staff/:staffId',
    summary: 'Change somebody: name, address, role, teams, absence, capacity, whether they may sign in',
    description:
      'What is not named stays. Another role, or being deactivated, ends their sessions and their sockets. Another address is ' +
      'one that nobody else here has and that is none of the desk; links that were mailed to the one before lose their worth, ' +
      'sessions go on.',
    readActor: door.readActor,
    params: ofStaff,
    body: changeStaffRequest,
    reply: staffView,
    problems: ['forbidden', 'not_found', 'unknown_reference', 'not_possible', 'stale'],
    async handle({ params: { staffId }, body }, context) {
      const { member, endedSessions } = await changeStaff(adminContextOf(door, context), { staffId, ...body });
      if (endedSessions) door.endSocketsOf({ staffId });
      return presentStaffMember(member, context.actor);
    },
  }),
  endpoint({
    method: 'post',
    path: '/staff/:staffId/invitation',
    summary: 'Send somebody the invitation again',
    description:
      'For those who have not signed up: a new link, good for seven days; the one before loses its worth. At most three ' +
      'invitations in 15 minutes for one person.',
    readActor: door.readActor,
    params: ofStaff,
    reply: staffView,
    problems: ['forbidden', 'not_found', 'not_possible', 'too_many_requests'],
    async handle({ params }, context) {
      const invited = await inviteAgain(adminContextOf(door, context), { ...params, origin: door.uiOrigin });
      return presentStaffMember(invited, context.actor);
    },
  }),
];
