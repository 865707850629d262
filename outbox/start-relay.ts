import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from '#process/logger';
import { claimLapsed } from '#store/outbox/claim-lapsed';
import { DESTINATIONS, type Destination } from '#store/outbox/outbox-row';
import type { Queryable } from '#store/queryable';
import type { Delivery } from './delivery.ts';

/** What a relay works with. */
export interface RelaySettings {
  readonly pool: Queryable;
  readonly delivery: Pick<Delivery, 'deliverLapsed' | 'circuits'>;
  readonly logger: Logger;
}

/** A running relay. */
export interface Relay {
  /** Whether it could read the outbox when it last looked. */
  isWell(): boolean;
  /** Take no more rows and finish those it has. */
  close(): Promise<void>;
}

/** What one look at the outbox takes, and for how long. */
const batch = { limit: 200, claimSeconds: 5 };
/** Between two looks, give or take a quarter, so that relays do not keep step. */
const pauseMs = 1_000;

/**
 * Deliver what its writers did not: look for lapsed claims every second, and at once again while batches are full.
 *
 * Any number of relays may run. Each destination is looked after by itself, and not at all behind an open circuit; when it
 * is time to see whether a destination is back, one row is taken.
 */
export function startRelay({ pool, delivery, logger }: RelaySettings): Relay {
  const leaving = new AbortController();
  const failing = new Set<Destination>();

  /** Whether there is certainly more. */
  async function look(destination: Destination): Promise<boolean> {
    const openness = delivery.circuits[destination].openness();
    if (openness === 'none') return false;
    const limit = openness === 'one' ? 1 : batch.limit;
    const rows = await claimLapsed(pool, { ...batch, limit, destinations: [destination] });
    await delivery.deliverLapsed(rows);
    return rows.length >= limit;
  }

  async function relay(destination: Destination): Promise<void> {
    while (!leaving.signal.aborted) {
      const isMore = await look(destination).then(
        (answer) => {
          failing.delete(destination);
          return answer;
        },
        (error: unknown) => {
          if (failing.size === 0) logger.warn({ err: error }, 'The outbox cannot be read; trying again.');
          failing.add(destination);
          return false;
        },
      );
      const restMs = pauseMs * (0.75 + Math.random() / 2);
      if (!isMore) await wait(restMs, undefined, { signal: leaving.signal }).catch(() => undefined);
    }
  }

  const relays = DESTINATIONS.map(relay);
  return {
    isWell: () => failing.size === 0,
    async close() {
      leaving.abort();
      await Promise.all(relays);
    },
  };
}
