import { createLogger } from '#process/logger';
import { createMetrics } from '#process/metrics';
import { openRedis } from '#process/open-redis';
import { startProbeServer } from '#process/probe-server';
import { createRealtimePublisher } from '#process/publish-realtime';
import { logLevel, redisUrl, temporalAddress } from '#process/settings';
import { createShutdown } from '#process/shutdown';
import { openStore } from '#store/connect';
import { requireTrueClock } from '#store/clock';
import { requireCurrentSchema } from '#store/require-schema';
import { createDataConverter } from '#temporal/codec';
import { connectTemporal, createTemporalClient } from '#temporal/connection';
import { installTemporalRuntime } from '#temporal/install-runtime';
import { createSelfCheckEngine } from '#temporal/self-check-engine';
import type { WorkerConfig } from './config.ts';
import { retryUntilDone } from './retry-until-done.ts';
import type { RunningRole, WorkerParts } from './role.ts';
import { roles } from './roles.ts';

/**
 * Run a worker process until a signal ends it: probes at once, its roles as soon as PostgreSQL is there and migrated.
 *
 * PostgreSQL, Redis and Temporal may come and go.
 *
 * @throws {Error} if the probes cannot listen
 */
export async function startWorker(config: WorkerConfig): Promise<void> {
  const logger = createLogger({ service: 'worker', level: logLevel(config) });
  const shutdown = createShutdown({ logger });
  shutdown.listen();
  installTemporalRuntime(logger, config.TEMPORAL_METRICS_ADDRESS);

  const metrics = createMetrics({ service: 'worker' });
  const { parts, close } = openParts(config, { logger, metrics });
  shutdown.add('connections', close);

  const running: RunningRole[] = [];
  const probes = await startProbeServer({
    port: config.WORKER_PORT,
    ...(config.HOST !== undefined && { host: config.HOST }),
    metrics,
    live: () => {
      const problem = running.map((role) => role.failure()).find((failure) => failure !== undefined);
      return problem === undefined ? 'ok' : { problem };
    },
    ready: async () => {
      await parts.pool.query('SELECT 1');
      return running.length > 0 && running.every((role) => role.ready());
    },
  });
  shutdown.add('probes', () => probes.close());

  const leaving = new AbortController();
  shutdown.add('roles', async () => {
    leaving.abort();
    await Promise.all(running.map((role) => role.close()));
  });
  const checkStore = async () => {
    await requireCurrentSchema(parts.pool);
    if (config.NODE_ENV === 'production') await requireTrueClock(parts.pool);
  };
  const patience = { logger, signal: leaving.signal, longestMs: 5_000 };
  const isUsable = await retryUntilDone('The database cannot be used yet', checkStore, patience).then(
    () => true,
    () => false,
  );
  if (!isUsable) return;
  for (const name of config.WORKER_ROLES) running.push(roles[name](parts));
  logger.info({ roles: config.WORKER_ROLES, port: probes.port }, 'worker started');
}

function openParts(config: WorkerConfig, { logger, metrics }: Pick<WorkerParts, 'logger' | 'metrics'>) {
  const store = openStore({
    url: config.DATABASE_URL,
    poolSize: config.DATABASE_POOL_SIZE,
    applicationName: 'nixflow-worker',
    onConnectionLost: (err) => logger.warn({ err }, 'a database connection was lost'),
  });
  metrics.watchPool(store.pool);
  const redis = openRedis({ url: redisUrl(config), logger });
  const temporal = temporalAddress(config);
  const connection = connectTemporal(temporal);
  const dataConverter = createDataConverter(config.ENCRYPTION_KEY);
  const parts: WorkerParts = {
    logger,
    metrics,
    pool: store.pool,
    realtime: createRealtimePublisher({ redis, logger }),
    redis,
    temporal,
    connection,
    dataConverter,
    engine: createSelfCheckEngine(createTemporalClient(connection, temporal.namespace, dataConverter)),
  };
  const close = async () => {
    redis.disconnect();
    await connection.close();
    await store.close();
  };
  return { parts, close };
}
