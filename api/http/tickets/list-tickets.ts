import { ticketList, ticketListQuery } from '#domain/contracts/ticket-list';
import { listTickets } from '#queries/list-tickets';
import { endpoint } from '../endpoint.ts';
import type { TicketDoor } from './ticket-door.ts';

/** GET /tickets */
export const listTicketsEndpoint = ({ pool, readActor }: TicketDoor) =>
  endpoint({
    method: 'get',
    path: '/tickets',
    summary: 'Tickets, a page at a time',
    description:
      'For the agent side: those the caller may see. Without `status` the queue: new, open, pending, on hold. Sorted by the clock ' +
      'that ends first, late ones before all, those without a running clock last; `changed` and `created` put the newest ' +
      'first. Ask again with `after` set to `next`. A page is as the tickets were when it was asked for: one that moves ' +
      'meanwhile may come twice, or not at all.',
    readActor,
    query: ticketListQuery,
    reply: ticketList,
    problems: ['forbidden'],
    handle: ({ query }, { actor }) => listTickets(pool, actor, query),
  });
