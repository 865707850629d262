import { createLogger } from '#process/logger';
import { openDelivery } from '#outbox/open-delivery';
import { createMetrics } from '#process/metrics';
import { openRedis } from '#process/open-redis';
import { startProbeServer } from '#process/probe-server';
import { createRealtimePublisher } from '#process/publish-realtime';
import { createSecretBox } from '#process/secret-box';
import { encryptionKeys, logLevel, redisUrl, temporalAddress } from '#process/settings';
import { createShutdown } from '#process/shutdown';
import { openStore } from '#store/connect';
import { requireTrueClock } from '#store/clock';
import { requireCurrentSchema } from '#store/require-schema';
import { createDataConverter } from '#temporal/codec';
import { connectTemporal, createTemporalClient } from '#temporal/connection';
import { installTemporalRuntime } from '#temporal/install-runtime';
import { createSelfCheckEngine } from '#temporal/self-check-engine';
import { createTicketEngine } from '#temporal/ticket-engine';
import { workersPoll } from '#temporal/workers-poll';
import type { WorkerConfig } from './config.ts';
import { countNondeterminism } from './count-nondeterminism.ts';
import type { WorkerParts } from './role.ts';
import { roles } from './roles.ts';
import { startRoles } from './start-roles.ts';

/**
 * Run a worker process until a signal ends it: probes at once, its roles as soon as PostgreSQL is there and migrated.
 *
 * PostgreSQL, Redis and Temporal may come and go. A role that stops for good ends the process with code 1.
 *
 * @throws {Error} if the probes cannot listen
 */
export async function startWorker(config: WorkerConfig): Promise<void> {
  const logger = createLogger({ service: 'worker', level: logLevel(config) });
  const shutdown = createShutdown({ logger });
  shutdown.listen();
  const metrics = createMetrics({ service: 'worker' });
  installTemporalRuntime({
    logger,
    metricsAddress: config.TEMPORAL_METRICS_ADDRESS,
    onNondeterminism: countNondeterminism(metrics),
  });

  const giveUp = (role: string, error: unknown) => {
    if (shutdown.begun()) return;
    logger.fatal({ err: error, role }, 'A role stopped for good.');
    void shutdown.run('a role stopped for good', 1);
  };
  const { parts, close } = openParts(config, { logger, metrics, giveUp });
  shutdown.add('connections', close);

  let isWorking = () => false;
  const probes = await startProbeServer({
    port: config.WORKER_PORT,
    ...(config.HOST !== undefined && { host: config.HOST }),
    metrics,
    live: () => 'ok',
    ready: async () => {
      await parts.pool.query('SELECT 1');
      return isWorking();
    },
  });
  shutdown.add('probes', () => probes.close());
  if (shutdown.begun()) return;

  const checkStore = async () => {
    await requireCurrentSchema(parts.pool);
    if (config.NODE_ENV === 'production') await requireTrueClock(parts.pool);
  };
  const starters = config.WORKER_ROLES.map((name) => () => roles[name](parts));
  const work = startRoles({ starters, checkStore, logger });
  isWorking = () => work.ready();
  shutdown.add('roles', () => work.close());
  if (await work.started) logger.info({ roles: config.WORKER_ROLES, port: probes.port }, 'worker started');
}

type Own = Pick<WorkerParts, 'logger' | 'metrics' | 'giveUp'>;

function openParts(config: WorkerConfig, { logger, metrics, giveUp }: Own) {
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
  const dataConverter = createDataConverter(...encryptionKeys(config));
  const client = createTemporalClient(connection, temporal.namespace, dataConverter);
  const ticketEngine = createTicketEngine(client);
  const { registry } = metrics;
  const delivery = openDelivery({ pool: store.pool, redis, engine: ticketEngine, registry, logger });
  const parts: WorkerParts = {
    logger,
    metrics,
    giveUp,
    pool: store.pool,
    realtime: createRealtimePublisher({ redis, logger }),
    redis,
    temporal,
    connection,
    dataConverter,
    box: createSecretBox(...encryptionKeys(config)),
    engine: createSelfCheckEngine(client),
    ticketEngine,
    workersPoll: () => workersPoll(client),
    frontendUrl: config.FRONTEND_URL[0],
    attachmentsDir: config.EMAIL_ATTACHMENTS_DIR,
    smtpListen: { host: config.SMTP_LISTEN_HOST, port: config.SMTP_LISTEN_PORT },
    smtpUrl: config.SMTP_URL,
    sweepEveryMs: config.SLA_CHECK_INTERVAL_MINUTES,
    maxCachedWorkflows: config.MAX_CACHED_WORKFLOWS,
    delivery,
  };
  const close = async () => {
    await delivery.close();
    redis.disconnect();
    await connection.close();
    await store.close();
  };
  return { parts, close };
}
