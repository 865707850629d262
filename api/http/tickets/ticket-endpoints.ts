import { createTicketEngine } from '#temporal/ticket-engine';
import type { ApiDependencies } from '../../api-dependencies.ts';
import type { Endpoint } from '../endpoint.ts';
import { addMessageEndpoint } from './add-message.ts';
import { changeFieldEndpoints } from './change-field.ts';
import { findTicketEndpoint } from './find-ticket.ts';
import { leaveQueueEndpoints } from './leave-queue.ts';
import { listTicketFactsEndpoint } from './list-ticket-facts.ts';
import { openTicketEndpoint } from './open-ticket.ts';
import { operateTicketEndpoint } from './operate-ticket.ts';
import type { TicketDoor } from './ticket-door.ts';
import { undoReplyEndpoint } from './undo-reply.ts';

/** The endpoints of tickets, for whoever is signed in. */
export function ticketEndpoints({ store, temporal, delivery, readers }: ApiDependencies): Endpoint[] {
  const door: TicketDoor = {
    pool: store.pool,
    deliverSoon: (rows) => delivery.deliverSoon(rows),
    engine: createTicketEngine(temporal),
    readActor: readers.readActor,
  };
  return [
    openTicketEndpoint(door),
    findTicketEndpoint(door),
    addMessageEndpoint(door),
    undoReplyEndpoint(door),
    ...changeFieldEndpoints(door),
    ...leaveQueueEndpoints(door),
    operateTicketEndpoint(door),
    listTicketFactsEndpoint(door),
  ];
}
