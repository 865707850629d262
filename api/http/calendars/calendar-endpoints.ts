import { changeCalendar, createCalendar } from '#commands/people/calendars/change-calendar';
import { calendarList, calendarView, changeCalendarRequest, createCalendarRequest } from '#domain/contracts/calendar';
import { anyCaseUuid } from '#domain/contracts/identifiers';
import { Problem } from '#domain/contracts/problem';
import { may } from '#domain/permissions/permission';
import { calendars } from '#store/people/calendars';
import { z } from 'zod';
import { adminContextOf, type AdminDoor } from '../admin-door.ts';
import { endpoint, type Endpoint } from '../endpoint.ts';

/** The endpoints of business hours, for those who manage the desk. */
export const calendarEndpoints = (door: AdminDoor): Endpoint[] => [
  endpoint({
    method: 'get',
    path: '/calendars',
    summary: 'All business hours, by name',
    readActor: door.readActor,
    reply: calendarList,
    problems: ['forbidden'],
    async handle(_, { actor }) {
      if (!may(actor, 'desk.manage')) throw new Problem('forbidden');
      return { calendars: await calendars.listWhole(door.pool) };
    },
  }),
  endpoint({
    method: 'post',
    path: '/calendars',
    summary: 'Make business hours',
    description: 'Teams choose them by name. Hours that never open are refused.',
    readActor: door.readActor,
    body: createCalendarRequest,
    reply: calendarView,
    status: 201,
    problems: ['forbidden', 'not_possible'],
    handle: ({ body }, context) => createCalendar(adminContextOf(door, context), body),
  }),
  endpoint({
    method: 'patch',
    path: '/calendars/:calendarId',
    summary: 'Change business hours: name, time zone, days, holidays',
    description:
      'What is not named stays. Other hours are a new version: service levels within them use it for tickets that come from now ' +
      'on, and teams at once.',
    readActor: door.readActor,
    params: z.strictObject({ calendarId: anyCaseUuid }),
    body: changeCalendarRequest,
    reply: calendarView,
    problems: ['forbidden', 'not_found', 'not_possible', 'stale'],
    handle: ({ params, body }, context) => changeCalendar(adminContextOf(door, context), { ...params, ...body }),
  }),
];
