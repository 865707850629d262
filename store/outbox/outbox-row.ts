import type { ListRoom } from '#domain/contracts/rooms';

/** What each destination needs beyond ticket and seq. Codes and ids, never text. */
export interface OutboxPayloads {
  /** The engine: it loads what it is told of. */
  readonly temporal: Readonly<Record<string, never>>;
  /**
   * The browsers that look at the ticket, and at lists that it was in before the command or is in since. Without lists it is
   * a row that an older version wrote.
   */
  readonly socket: { readonly revision: number; readonly lists?: readonly ListRoom[] };
  /** A job queue, and what its job carries. */
  readonly bullmq: { readonly queue: 'notifications' | 'bulk'; readonly data: Readonly<Record<string, unknown>> };
  /** The engine, about a mail that no ticket's workflow starts: it has no ticket, or a person sends it again. */
  readonly delivery: { readonly deliveryId: string };
}

/** Whom a committed command still has to tell. */
export type Destination = keyof OutboxPayloads;
/** Every destination. */
export const DESTINATIONS = ['temporal', 'socket', 'bullmq', 'delivery'] as const satisfies readonly Destination[];

/** Rows for these are settled one by one; for the others the newest of a ticket settles all before it. */
export const ONE_BY_ONE: readonly Destination[] = ['bullmq', 'delivery'];

/** Something to tell, as a command writes it. */
export type NewOutboxRow = {
  [D in Destination]: {
    readonly destination: D;
    readonly ticketId: D extends 'delivery' | 'bullmq' ? string | null : string;
    /** The newest fact of the ticket that it tells of; 0 if it has none. */
    readonly seq: number;
    readonly payload: OutboxPayloads[D];
  };
}[Destination];

/** Something to tell, in the hands of the process that claimed it: its writer, or a relay. */
export type OutboxRow = NewOutboxRow & {
  readonly id: string;
  /** The database's epoch at the claim: another one later means that the database was restored in between. */
  readonly epoch: string;
  /**
   * When the claim lapses, in `performance.now()` of this process. Counted from before the statement was sent, so it is
   * never later than what PostgreSQL wrote, however the clocks of the two machines differ.
   */
  readonly claimedUntilMs: number;
};
