import { openDelivery } from '#outbox/open-delivery';
import type { Delivery } from '#outbox/delivery';
import { createLogger } from '#process/logger';
import { openRedis } from '#process/open-redis';
import { createDataConverter } from '#temporal/codec';
import { connectTemporal, createTemporalClient } from '#temporal/connection';
import { createTicketEngine } from '#temporal/ticket-engine';
import pg from 'pg';
import { Registry } from 'prom-client';
import type { BenchStack } from '../stack.ts';

/** What a process that delivers has, in this process: pool, Redis, Temporal, circuits and lanes of its own. */
export interface Party {
  readonly pool: pg.Pool;
  readonly delivery: Delivery;
  readonly logger: ReturnType<typeof createLogger>;
  close(): Promise<void>;
}

/** Where a party says that the engine acknowledged a ticket's news. */
export type OnAcknowledged = (ticketId: string) => void;

const poolSize = 10;

/** Open the deliveries of one process on the servers of a bench; nothing but what it tells of is added. */
export function openParty(stack: BenchStack, databaseUrl: string, onAcknowledged: OnAcknowledged): Party {
  const logger = createLogger({ service: 'bench', level: 'error' });
  const pool = new pg.Pool({ connectionString: databaseUrl, max: poolSize });
  pool.on('error', () => undefined);
  const redis = openRedis({ url: stack.redisUrl, logger });
  const connection = connectTemporal(stack.temporal);
  const converter = createDataConverter('a passphrase of at least 32 characters');
  const engine = createTicketEngine(createTemporalClient(connection, stack.temporal.namespace, converter));
  const delivery = openDelivery({
    ...{ pool, redis, registry: new Registry(), logger },
    engine: {
      ...engine,
      async announce(ticketId, seq, epoch) {
        await engine.announce(ticketId, seq, epoch);
        onAcknowledged(ticketId);
      },
    },
  });
  return {
    ...{ pool, delivery, logger },
    async close() {
      await delivery.close();
      redis.disconnect();
      await connection.close();
      await pool.end();
    },
  };
}
