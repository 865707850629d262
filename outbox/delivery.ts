import type { Destination, OutboxRow } from '#store/outbox/outbox-row';
import type { Circuit } from './circuit.ts';

/** Tells the engine, the browsers and the job queues what was committed. One per process. */
export interface Delivery {
  /**
   * Deliver rows that were just committed, in the background. Never throws: what fails, and what comes after `close`, stays
   * in the outbox for a relay.
   */
  deliverSoon(rows: readonly OutboxRow[]): void;
  /** The same for rows a relay has claimed; resolves when each was delivered or left. Never rejects. */
  deliverLapsed(rows: readonly OutboxRow[]): Promise<void>;
  /** Whether destinations answer, as far as this process knows. */
  readonly circuits: Readonly<Record<Destination, Circuit>>;
  /** Take no more and finish what is under way, which takes seconds at most. */
  close(): Promise<void>;
}
