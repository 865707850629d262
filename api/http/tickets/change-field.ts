import { assignTicket } from '#commands/tickets/assign-ticket';
import { changeRequester } from '#commands/tickets/change-requester';
import { changePriority } from '#commands/tickets/change-priority';
import { changeStatus } from '#commands/tickets/change-status';
import { changeSubject } from '#commands/tickets/change-subject';
import { changeTags } from '#commands/tickets/change-tags';
import { moveToTeam } from '#commands/tickets/move-to-team';
import { setFields } from '#commands/tickets/set-fields';
import {
  assignTicketRequest,
  changePriorityRequest,
  changeRequesterRequest,
  changeStatusRequest,
  changeSubjectRequest,
  changeTagsRequest,
  moveToTeamRequest,
  setFieldsRequest,
} from '#domain/contracts/ticket-requests';
import type { Endpoint } from '../endpoint.ts';
import { ticketCommand, type TicketDoor } from './ticket-door.ts';

const staleness =
  'With `revision`, an edit is refused as `stale` if the same field was changed after that revision; other fields do not ' +
  'matter.';

/** PUT /tickets/:ticketId/{assignee,status,priority,team,subject,requester}, PATCH /tickets/:ticketId/tags */
export const changeFieldEndpoints = (door: TicketDoor): Endpoint[] => [
  ticketCommand(door, {
    ...{ method: 'put', path: 'assignee', summary: 'Give a ticket to somebody, or back to its team’s pool' },
    description: staleness,
    body: assignTicketRequest,
    problems: ['stale', 'unknown_reference'],
    run: assignTicket,
  }),
  ticketCommand(door, {
    ...{ method: 'put', path: 'status', summary: 'Change a ticket’s status' },
    description: staleness,
    body: changeStatusRequest,
    problems: ['stale'],
    run: changeStatus,
  }),
  ticketCommand(door, {
    ...{ method: 'put', path: 'priority', summary: 'Change how urgent a ticket is' },
    description: staleness,
    body: changePriorityRequest,
    problems: ['stale'],
    run: changePriority,
  }),
  ticketCommand(door, {
    ...{ method: 'put', path: 'team', summary: 'Move a ticket to a team, or to none' },
    description: `${staleness} An assignee who is not in that team loses the ticket to its pool.`,
    body: moveToTeamRequest,
    problems: ['stale', 'unknown_reference'],
    run: moveToTeam,
  }),
  ticketCommand(door, {
    ...{ method: 'put', path: 'subject', summary: 'Change what a ticket is called' },
    description: staleness,
    body: changeSubjectRequest,
    problems: ['stale'],
    run: changeSubject,
  }),
  ticketCommand(door, {
    ...{ method: 'put', path: 'requester', summary: 'Say that somebody else asks for help' },
    description: `${staleness} Mail goes to them from now on. What was written stays its writers’.`,
    body: changeRequesterRequest,
    problems: ['stale', 'unknown_reference'],
    run: changeRequester,
  }),
  ticketCommand(door, {
    ...{ method: 'patch', path: 'fields', summary: 'Say something in a ticket’s custom fields' },
    description: `${staleness} Each custom field is one by itself. Null empties it; those that are not named stay.`,
    body: setFieldsRequest,
    problems: ['stale', 'invalid_request'],
    run: setFields,
  }),
  ticketCommand(door, {
    ...{ method: 'patch', path: 'tags', summary: 'Put tags on a ticket and take tags off' },
    description: `${staleness} A tag that is both added and removed is added. A ticket has at most 100.`,
    body: changeTagsRequest,
    problems: ['stale', 'not_possible'],
    run: changeTags,
  }),
];
