import { clockReasons } from '#domain/contracts/clock-reasons';
import { explainClocks } from '#queries/explain-clocks';
import { endpoint } from '../endpoint.ts';
import { ofTicket, type TicketDoor } from './ticket-door.ts';

/** GET /tickets/:ticketId/clocks/explain */
export const explainClocksEndpoint = ({ pool, readActor }: TicketDoor) =>
  endpoint({
    method: 'get',
    path: '/tickets/:ticketId/clocks/explain',
    summary: 'Why a ticket’s clocks are due when they are',
    description:
      'For the agent side: by which policy and whose hours each counts, from when on, and when it stood still.',
    readActor,
    params: ofTicket,
    reply: clockReasons,
    problems: ['not_found', 'forbidden'],
    handle: ({ params }, { actor }) => explainClocks(pool, actor, params.ticketId),
  });
