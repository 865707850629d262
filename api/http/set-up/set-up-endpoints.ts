import { finishSetUp, nameDesk, sendTestMail, setDeskHours } from '#commands/set-up/set-up-desk';
import { Problem } from '#domain/contracts/problem';
import { nameDeskRequest, setUpView } from '#domain/contracts/set-up';
import { uuid } from '#domain/contracts/identifiers';
import type { Actor } from '#domain/permissions/actor';
import { has } from '#domain/permissions/permission';
import { calendar } from '#domain/sla/calendar';
import { setUp } from '#store/set-up';
import { z } from 'zod';
import { adminContextOf, type AdminDoor } from '../admin-door.ts';
import { endpoint, type Endpoint } from '../endpoint.ts';

/** The endpoints of setting up, for whoever manages the desk; each act answers how far it is then. */
export function setUpEndpoints(door: AdminDoor): Endpoint[] {
  const show = async (actor: Actor) => {
    if (actor.kind !== 'staff' || !has(actor, 'desk.manage')) throw new Problem('forbidden');
    return setUp.read(door.pool, actor.id);
  };
  return [
    endpoint({
      method: 'get',
      path: '/desk/set-up',
      summary: 'How far the desk is set up',
      readActor: door.readActor,
      reply: setUpView,
      problems: ['forbidden'],
      handle: (_, { actor }) => show(actor),
    }),
    endpoint({
      method: 'put',
      path: '/desk/name',
      summary: 'Say what the desk is called',
      readActor: door.readActor,
      body: nameDeskRequest,
      reply: setUpView,
      problems: ['forbidden'],
      async handle({ body }, context) {
        await nameDesk(adminContextOf(door, context), body);
        return show(context.actor);
      },
    }),
    endpoint({
      method: 'put',
      path: '/desk/hours',
      summary: 'Set the business hours of the desk',
      description: 'If no service level is there yet, the usual one is promised within them.',
      readActor: door.readActor,
      body: calendar,
      reply: setUpView,
      problems: ['forbidden', 'not_possible'],
      async handle({ body }, context) {
        await setDeskHours(adminContextOf(door, context), body);
        return show(context.actor);
      },
    }),
    endpoint({
      method: 'post',
      path: '/desk/test-mail',
      summary: 'Mail oneself, to see that mail leaves',
      readActor: door.readActor,
      reply: z.strictObject({ mailId: uuid, to: z.string() }),
      status: 202,
      problems: ['forbidden', 'not_possible'],
      handle: (_, context) => sendTestMail(adminContextOf(door, context), null),
    }),
    endpoint({
      method: 'put',
      path: '/desk/set-up',
      summary: 'Be done with setting up',
      readActor: door.readActor,
      reply: setUpView,
      problems: ['forbidden'],
      async handle(_, context) {
        await finishSetUp(adminContextOf(door, context), null);
        return show(context.actor);
      },
    }),
  ];
}
