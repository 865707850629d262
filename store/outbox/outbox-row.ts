/** What each destination needs beyond ticket and seq. Codes and ids, never text. */
export interface OutboxPayloads {
  /** The engine: it loads what it is told of. */
  readonly temporal: Readonly<Record<string, never>>;
  /** The browsers that look at the ticket. */
  readonly socket: { readonly revision: number };
  /** A job queue, and what its job carries. */
  readonly bullmq: { readonly queue: 'notifications'; readonly data: Readonly<Record<string, unknown>> };
}

/** Whom a committed command still has to tell. */
export type Destination = keyof OutboxPayloads;
/** Every destination. */
export const DESTINATIONS = ['temporal', 'socket', 'bullmq'] as const satisfies readonly Destination[];

/** Something to tell, as a command writes it. */
export type NewOutboxRow = {
  [D in Destination]: {
    readonly destination: D;
    readonly ticketId: string;
    /** The newest fact of the ticket that it tells of. */
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
