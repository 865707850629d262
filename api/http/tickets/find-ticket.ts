import { seenTicket } from '#domain/contracts/ticket';
import { findTicket } from '#queries/find-ticket';
import { endpoint } from '../endpoint.ts';
import { ofTicket, type TicketDoor } from './ticket-door.ts';

/** GET /tickets/:ticketId */
export const findTicketEndpoint = ({ pool, readActor, engineUrlOf }: TicketDoor) =>
  endpoint({
    method: 'get',
    path: '/tickets/:ticketId',
    summary: 'One ticket',
    description:
      'As much as the caller may see: the agent side gets all properties, the SLA clocks, how far the workflow is and what the ' +
      'caller may do with it; the requester gets what is meant for them. A merged ticket is shown itself and names its survivor.',
    readActor,
    params: ofTicket,
    reply: seenTicket,
    problems: ['not_found'],
    handle: ({ params }, { actor }) => findTicket(pool, actor, params.ticketId, engineUrlOf),
  });
