import type { Endpoint } from '../endpoint.ts';
import { caughtMailEndpoints } from './caught-mail.ts';
import { listMailEndpoints } from './list-mail.ts';
import type { MailDoor } from './mail-door.ts';
import { retryMailEndpoint } from './retry-mail.ts';
import { settleMailEndpoints } from './settle-mail.ts';

/** The endpoints of the mail page. */
export const mailEndpoints = (door: MailDoor): Endpoint[] => [
  ...listMailEndpoints(door),
  retryMailEndpoint(door),
  ...settleMailEndpoints(door),
  ...caughtMailEndpoints(door),
];
