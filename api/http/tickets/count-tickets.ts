import { ticketCounts } from '#domain/contracts/ticket-list';
import { countTickets } from '#queries/count-tickets';
import { endpoint } from '../endpoint.ts';
import type { TicketDoor } from './ticket-door.ts';

/** GET /tickets/counts */
export const countTicketsEndpoint = ({ pool, readActor }: TicketDoor) =>
  endpoint({
    method: 'get',
    path: '/tickets/counts',
    summary: 'How many tickets each view has',
    description:
      'Of the queue, and of what the caller may see. Counted up to a thousand: beyond it says that there are more.',
    readActor,
    reply: ticketCounts,
    problems: ['forbidden'],
    handle: (_, { actor }) => countTickets(pool, actor),
  });
