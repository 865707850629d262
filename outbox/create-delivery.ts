import type { Logger } from '#process/logger';
import { DESTINATIONS, type Destination, type OutboxRow } from '#store/outbox/outbox-row';
import { postpone } from '#store/outbox/postpone';
import { settle } from '#store/outbox/settle';
import type { Queryable } from '#store/queryable';
import { createCircuit, type Circuit } from './circuit.ts';
import type { Delivery } from './delivery.ts';
import type { Deliverer, DeliveryFigures, Outcome } from './delivery-figures.ts';
import { openLane } from './open-lane.ts';
import { settleInBatches } from './settle-in-batches.ts';

/** A way to tell each destination. Gives up within 2 s; see `LaneSettings.deliver` for what it throws. */
export type Ports = {
  readonly [D in Destination]: (row: Extract<OutboxRow, { destination: D }>) => Promise<void>;
};

/** What deliveries need. */
export interface DeliverySettings {
  readonly pool: Queryable;
  readonly ports: Ports;
  readonly figures: DeliveryFigures;
  readonly logger: Logger;
}

/** A destination that does not answer within this is given up; a claim must last longer. */
const deadlineMs = 2_000;
/** Deliveries to one destination at once. */
const width = 32;

/**
 * The deliveries of one process: a lane, a circuit and a batch of settlements for each destination, so that none of them
 * holds back another.
 */
export function createDelivery({ pool, ports, figures, logger }: DeliverySettings): Delivery {
  const now = () => performance.now();
  const underWay = new Set<Promise<void>>();
  let isClosed = false;

  const openDestination = (destination: Destination) => {
    const circuit = createCircuit({
      now,
      onChange: (state) => {
        figures.circuit(destination, state);
        if (state === 'open') logger.warn({ destination }, 'The outbox cannot be delivered; trying now and then.');
        if (state === 'closed') logger.info({ destination }, 'The outbox is delivered again.');
      },
    });
    const tell = (row: OutboxRow, by: Deliverer, outcome: Outcome) => {
      figures.count(destination, by, outcome);
      if (!('error' in outcome)) return;
      const { id, ticketId, seq } = row;
      const level = outcome.kind === 'refused' ? 'warn' : 'debug';
      logger[level]({ err: outcome.error, destination, outboxId: id, ticketId, seq }, `A delivery ${outcome.kind}.`);
    };
    const deliver = ports[destination] as (row: OutboxRow) => Promise<void>;
    const settleOne = settleInBatches((rows) => settle(pool, rows));
    const postponeOne = (row: OutboxRow) => postpone(pool, row);
    const rest = { circuit, width, deadlineMs, now, tell };
    return { circuit, lane: openLane({ deliver, settle: settleOne, postpone: postponeOne, ...rest }) };
  };
  const destinations = {
    temporal: openDestination('temporal'),
    socket: openDestination('socket'),
    bullmq: openDestination('bullmq'),
    delivery: openDestination('delivery'),
  };

  async function deliver(rows: readonly OutboxRow[], by: Deliverer): Promise<void> {
    if (isClosed) return;
    const work = Promise.all(
      DESTINATIONS.map((name) =>
        destinations[name].lane.add(
          rows.filter((row) => row.destination === name),
          by,
        ),
      ),
    ).then(() => undefined);
    underWay.add(work);
    await work;
    underWay.delete(work);
  }

  const circuits: Record<Destination, Circuit> = {
    temporal: destinations.temporal.circuit,
    socket: destinations.socket.circuit,
    bullmq: destinations.bullmq.circuit,
    delivery: destinations.delivery.circuit,
  };
  return {
    deliverSoon: (rows) => void deliver(rows, 'writer'),
    deliverLapsed: (rows) => deliver(rows, 'relay'),
    circuits,
    async close() {
      isClosed = true;
      await Promise.all(underWay);
    },
  };
}
