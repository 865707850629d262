import { factList } from '#domain/contracts/ticket';
import { listTicketFacts } from '#queries/list-ticket-facts';
import { z } from 'zod';
import { endpoint } from '../endpoint.ts';
import { ofTicket, type TicketDoor } from './ticket-door.ts';

const largestSeq = 2 ** 31 - 1;

/** GET /tickets/:ticketId/facts */
export const listTicketFactsEndpoint = ({ pool, readActor }: TicketDoor) =>
  endpoint({
    method: 'get',
    path: '/tickets/:ticketId/facts',
    summary: 'What happened to a ticket, oldest first',
    description: 'For the agent side. Ask again with `after` set to the last `seq` until that is `lastSeq`.',
    readActor,
    params: ofTicket,
    query: z.strictObject({
      after: z.coerce.number().int().min(0).max(largestSeq).default(0),
      limit: z.coerce.number().int().min(1).max(500).default(200),
    }),
    reply: factList,
    problems: ['not_found', 'forbidden'],
    handle: ({ params, query }, { actor }) => listTicketFacts(pool, actor, { ...params, ...query }),
  });
