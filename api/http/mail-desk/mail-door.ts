import type { TicketDoor } from '../tickets/ticket-door.ts';

/** What the endpoints of the mail page reach. */
export type MailDoor = Pick<TicketDoor, 'pool' | 'deliverSoon' | 'readActor'>;
