import type { Store } from '#store/connect';
import { withinEngineDeadline, type createTemporalClient } from '#temporal/connection';
import type { Redis } from 'ioredis';
import type { HealthChecks } from './http/health/health-endpoints.ts';

interface Parts {
  readonly store: Store;
  readonly redis: Redis;
  readonly temporal: ReturnType<typeof createTemporalClient>;
  readonly namespace: string;
}

/** Ask each server the cheapest question that only a working one answers. */
export function healthChecks({ store, redis, temporal, namespace }: Parts): HealthChecks {
  return {
    database: () => store.pool.query({ text: 'SELECT 1', query_timeout: 2_000 } as { text: string }),
    redis: async () => {
      if (redis.status !== 'ready') throw new Error(`Redis is ${redis.status}`);
      await redis.ping();
    },
    temporal: () =>
      withinEngineDeadline(temporal.connection, () => temporal.workflowService.describeNamespace({ namespace })),
  };
}
