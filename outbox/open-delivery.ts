import { jobQueues, openJobQueue } from '#jobs/job-queue';
import type { Logger } from '#process/logger';
import { isAway } from '#process/open-redis';
import { sendTicketChanged } from '#process/publish-realtime';
import { within } from '#process/within';
import type { Queryable } from '#store/queryable';
import { engineRefusedIt } from '#temporal/engine-refused-it';
import type { TicketEngine } from '#temporal/ticket-engine';
import type { Redis } from 'ioredis';
import type { Registry } from 'prom-client';
import { createDelivery, type Ports } from './create-delivery.ts';
import type { Delivery } from './delivery.ts';
import { createDeliveryFigures } from './delivery-figures.ts';
import { RowRefused } from './row-refused.ts';

/** What a process that delivers has at hand. */
export interface OpenDelivery {
  readonly pool: Queryable;
  /** For short commands; see `openRedis`. */
  readonly redis: Redis;
  readonly engine: TicketEngine;
  readonly registry: Registry;
  readonly logger: Logger;
}

/** As long as the engine has. A Redis that accepts and stays silent would hold the caller for ever. */
const redisDeadlineMs = 2_000;

/** Deliveries to the real destinations, for the API and for workers alike. Close it before what it stands on. */
export function openDelivery({ pool, redis, engine, registry, logger }: OpenDelivery): Delivery {
  const queues = {
    notifications: openJobQueue(jobQueues.notifications, redis),
    bulk: openJobQueue(jobQueues.bulk, redis),
  };
  for (const queue of Object.values(queues)) {
    queue.on('error', (error) => logger.debug({ err: error, queue: queue.name }, 'The job queue met an error.'));
  }
  const ports: Ports = {
    temporal: ({ ticketId, seq, epoch }) => engine.announce(ticketId, seq, epoch).catch(refusedOr),
    socket: ({ ticketId, seq, payload }) => {
      const event = { type: 'ticket.changed', ticketId, seq, revision: payload.revision } as const;
      return within(redisDeadlineMs, 'Redis', sendTicketChanged(redis, event, payload.lists ?? []));
    },
    async bullmq({ id, epoch, payload: { queue, data } }) {
      if (isAway(redis)) throw new Error('Redis is away.');
      // A restored database counts its rows from an earlier number again, and Redis still knows the jobs of the time before.
      const jobId = `outbox-${epoch}-${id}`;
      await within(redisDeadlineMs, 'Redis', queues[queue].add(queue, data, { jobId }));
    },
    delivery: ({ payload }) => engine.startDelivery(payload.deliveryId).catch(refusedOr),
  };
  const delivery = createDelivery({ pool, ports, figures: createDeliveryFigures(registry), logger });
  return {
    ...delivery,
    async close() {
      await delivery.close();
      await Promise.all(Object.values(queues).map((queue) => queue.close()));
    },
  };
}

function refusedOr(error: unknown): never {
  throw engineRefusedIt(error) ? new RowRefused('The engine refused it.', { cause: error }) : error;
}
