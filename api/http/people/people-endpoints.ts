import type { Endpoint } from '../endpoint.ts';
import type { TicketDoor } from '../tickets/ticket-door.ts';
import { customerEndpoints } from './customer-endpoints.ts';
import { readDirectoryEndpoint } from './read-directory.ts';

/** The endpoints of people: who works here, and who is helped. */
export const peopleEndpoints = (door: Pick<TicketDoor, 'pool' | 'readActor'>): Endpoint[] => [
  readDirectoryEndpoint(door),
  ...customerEndpoints(door),
];
