import type { Endpoint } from '../endpoint.ts';
import { addMessageEndpoint } from './add-message.ts';
import { changeFieldEndpoints } from './change-field.ts';
import { countTicketsEndpoint } from './count-tickets.ts';
import { explainClocksEndpoint } from './explain-clocks.ts';
import { findTicketEndpoint } from './find-ticket.ts';
import { leaveQueueEndpoints } from './leave-queue.ts';
import { listTicketFactsEndpoint } from './list-ticket-facts.ts';
import { listTicketsEndpoint } from './list-tickets.ts';
import { openTicketEndpoint } from './open-ticket.ts';
import { operateTicketEndpoint } from './operate-ticket.ts';
import { readThreadEndpoint } from './read-thread.ts';
import { readTimelineEndpoint } from './read-timeline.ts';
import type { TicketDoor } from './ticket-door.ts';
import { undoReplyEndpoint } from './undo-reply.ts';

/** The endpoints of tickets. */
export const ticketEndpoints = (door: TicketDoor): Endpoint[] => [
  openTicketEndpoint(door),
  listTicketsEndpoint(door),
  countTicketsEndpoint(door),
  findTicketEndpoint(door),
  readThreadEndpoint(door),
  readTimelineEndpoint(door),
  explainClocksEndpoint(door),
  addMessageEndpoint(door),
  undoReplyEndpoint(door),
  ...changeFieldEndpoints(door),
  ...leaveQueueEndpoints(door),
  operateTicketEndpoint(door),
  listTicketFactsEndpoint(door),
];
