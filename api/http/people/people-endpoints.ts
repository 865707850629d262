import type { AdminDoor } from '../admin-door.ts';
import type { Endpoint } from '../endpoint.ts';
import { customerEndpoints } from './customer-endpoints.ts';
import { customerPageEndpoints } from './customer-page-endpoints.ts';
import { organisationEndpoints } from './organisation-endpoints.ts';
import { readDirectoryEndpoint } from './read-directory.ts';

/** The endpoints of people: who works here, and who is helped. */
export const peopleEndpoints = (door: AdminDoor): Endpoint[] => [
  readDirectoryEndpoint(door),
  ...customerEndpoints(door),
  ...customerPageEndpoints(door),
  ...organisationEndpoints(door),
];
