import { ticketTimeline, timelineQuery } from '#domain/contracts/ticket-timeline';
import { readTicketTimeline } from '#queries/read-ticket-timeline';
import { endpoint } from '../endpoint.ts';
import { ofTicket, type TicketDoor } from './ticket-door.ts';

/** GET /tickets/:ticketId/timeline */
export const readTimelineEndpoint = ({ pool, readActor }: TicketDoor) =>
  endpoint({
    method: 'get',
    path: '/tickets/:ticketId/timeline',
    summary: 'What happened to a ticket and what its flows did, in order of time',
    description:
      'For the agent side. The newest page, oldest first; older ones by `before`. Entries hold ids and codes; `names` says what ' +
      'they stand for.',
    readActor,
    params: ofTicket,
    query: timelineQuery,
    reply: ticketTimeline,
    problems: ['not_found', 'forbidden'],
    handle: ({ params, query }, { actor }) => readTicketTimeline(pool, actor, { ...params, ...query }),
  });
