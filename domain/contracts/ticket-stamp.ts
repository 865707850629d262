import { z } from 'zod';
import { uuid } from './identifiers.ts';

/** How far a ticket is, by the database. */
export const ticketStamp = z.strictObject({
  ticketId: uuid,
  revision: z.int(),
  seq: z.int(),
  /** How often its workflow has written down its state. */
  engine: z.int(),
  /**
   * Moves when a ticket changes that it was merged into, or that was merged into it, also by way of others: what it shows
   * besides its own facts. 0 if there is none.
   */
  kin: z.int(),
});
/** See `ticketStamp`. */
export type TicketStamp = z.infer<typeof ticketStamp>;
