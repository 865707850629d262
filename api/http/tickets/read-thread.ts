import { threadQuery, ticketThread } from '#domain/contracts/ticket-thread';
import { readTicketThread } from '#queries/read-ticket-thread';
import { endpoint } from '../endpoint.ts';
import { ofTicket, type TicketDoor } from './ticket-door.ts';

/** GET /tickets/:ticketId/thread */
export const readThreadEndpoint = ({ pool, readActor }: TicketDoor) =>
  endpoint({
    method: 'get',
    path: '/tickets/:ticketId/thread',
    summary: 'What was written on a ticket, and on those merged into it',
    description:
      'The newest page, oldest first; older ones by `before`. The agent side sees all of it, also replies that are held or were ' +
      'undone; the requester what was meant for them. `html` was cleaned and still is a stranger’s: show it in a sandboxed ' +
      'frame alone.',
    readActor,
    params: ofTicket,
    query: threadQuery,
    reply: ticketThread,
    problems: ['not_found', 'unknown_reference'],
    handle: ({ params, query }, { actor }) => readTicketThread(pool, actor, { ...params, ...query }),
  });
