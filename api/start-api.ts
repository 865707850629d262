import { setTimeout as wait } from 'node:timers/promises';
import { openDelivery } from '#outbox/open-delivery';
import { createPasswordHashing } from '#process/hash-passwords';
import { addressGroup } from '#process/address-group';
import { createOidc } from '#process/oidc';
import { signingKeys } from '#process/signing-keys';
import { createLogger } from '#process/logger';
import { createMetrics } from '#process/metrics';
import { isAway, openRedis } from '#process/open-redis';
import { createRealtimePublisher } from '#process/publish-realtime';
import { retryUntilDone } from '#process/retry-until-done';
import { createShutdown } from '#process/shutdown';
import { requireTrueClock } from '#store/clock';
import { openStore } from '#store/connect';
import { readInstallation } from '#store/installation';
import { staff } from '#store/people/staff';
import { requireCurrentSchema } from '#store/require-schema';
import { createDataConverter, createPayloadCodec } from '#temporal/codec';
import { connectTemporal, createTemporalClient } from '#temporal/connection';
import { createTicketEngine } from '#temporal/ticket-engine';
import { addressReader } from './address-of.ts';
import type { ApiDependencies } from './api-dependencies.ts';
import { createActorReaders } from './auth/read-actor.ts';
import { createSessionCookie } from './auth/session-cookie.ts';
import { buildApp } from './build-app.ts';
import { codecRouter } from './codec/codec-router.ts';
import { codecTokens } from './codec/codec-tokens.ts';
import type { ApiConfig } from './config.ts';
import { healthChecks } from './health-checks.ts';
import { allEndpoints } from './http/all-endpoints.ts';
import type { RequestCounter } from './http/count-requests.ts';
import { deskEndpoints } from './http/desk-endpoints.ts';
import { has } from '#domain/permissions/permission';
import { createFormFigures } from './http/help-form/form-figures.ts';
import { closeHttpServer, createHttpServer, listen } from './http-server.ts';
import { createLimiter } from './limits/limiter.ts';
import { windowsInRedis } from './limits/windows-in-redis.ts';
import { attachRealtime } from './realtime/attach-realtime.ts';

/**
 * Run the API process until a signal ends it.
 *
 * Listens at once, whatever is away, and turns ready when PostgreSQL is there, migrated and seeded. Redis and Temporal
 * may come and go.
 *
 * @throws {Error} if it cannot listen
 */
export async function startApi(config: ApiConfig): Promise<void> {
  const logger = createLogger({ service: 'api', level: config.logLevel });
  const metrics = createMetrics({ service: 'api' });
  const shutdown = createShutdown({ logger });
  shutdown.listen();

  const store = openStore({
    ...config.database,
    applicationName: 'nixflow-api',
    onConnectionLost: (err) => logger.warn({ err }, 'PostgreSQL closed an idle connection'),
  });
  shutdown.add('store', () => store.close());
  metrics.watchPool(store.pool);

  const redis = openRedis({ url: config.redisUrl, logger });
  shutdown.add('redis', () => redis.disconnect());

  const connection = connectTemporal(config.temporal);
  shutdown.add('temporal', () => connection.close());
  const temporal = createTemporalClient(
    connection,
    config.temporal.namespace,
    createDataConverter(...config.encryptionKeys),
  );

  const { registry } = metrics;
  const engine = createTicketEngine(temporal);
  const delivery = openDelivery({ pool: store.pool, redis, engine, registry, logger });
  shutdown.add('outbox', () => delivery.close());

  const sessionCookie = createSessionCookie(config.frontendOrigins);
  const testSecret = config.production ? null : config.jwtSecrets[0];
  const { requestsWithoutSession } = config;
  const limiter = createLimiter({
    ...{ shared: windowsInRedis(redis), isAway: () => isAway(redis) },
    ...(requestsWithoutSession !== undefined && { most: { requestsWithoutSession } }),
  });

  const readers = createActorReaders({ client: store.pool, cookie: sessionCookie, testSecret });
  const tokens = codecTokens(signingKeys(...config.jwtSecrets), async (staffId) => {
    const actor = await staff.findActor(store.pool, staffId);
    return actor !== null && has(actor, 'engine.decode');
  });

  let storeIsUsable = false;
  const dependencies: ApiDependencies = {
    config,
    logger,
    store,
    temporal,
    realtime: createRealtimePublisher({ redis, logger }),
    delivery,
    readers,
    codecTokens: tokens,
    sessionCookie,
    passwords: createPasswordHashing(),
    // A provider on this machine speaks http; outside it nobody's sign-in does.
    oidc: createOidc({ allowsHttp: !config.production }),
    limiter,
    countForm: createFormFigures(registry),
    endSocketsOf: (whose) => realtime.endSocketsOf(whose),
    health: healthChecks({ store, redis, temporal, namespace: config.temporal.namespace }),
    phase: () => (shutdown.begun() ? 'stopping' : storeIsUsable ? 'running' : 'starting'),
  };
  const codec = (counter: RequestCounter) =>
    codecRouter({
      temporalUiOrigin: config.temporalUiUrl && new URL(config.temporalUiUrl).origin,
      readActor: readers.readActor,
      ...{ tokens, counter },
      codec: createPayloadCodec(...config.encryptionKeys),
    });
  const app = buildApp({ config, logger, metrics, limiter, codec, endpoints: allEndpoints(dependencies) });

  const server = createHttpServer(app);
  const addressOf = addressReader(config.trustProxy);
  const realtime = attachRealtime({
    server,
    redis,
    pool: store.pool,
    readActorOfHandshake: readers.readSignedIn,
    lookAgain: readers.lookAgain,
    countNobody: async (handshake) => {
      await limiter.take('requestsWithoutSession', addressGroup(addressOf(handshake)));
    },
    endpoints: deskEndpoints(dependencies),
    frontendOrigins: config.frontendOrigins,
    logger,
  });
  const address = await listen(server, config.port, config.host);
  shutdown.add('http', () => closeHttpServer(server));
  shutdown.add('realtime', () => realtime.close());
  const ending = new AbortController();
  shutdown.add('waiting for the store', () => ending.abort());
  shutdown.add('drain', () => wait(config.drainSeconds * 1_000));
  logger.info({ address }, 'listening');

  const useStore = async () => {
    await requireCurrentSchema(store.pool);
    if (config.production) await requireTrueClock(store.pool);
    return readInstallation(store);
  };
  const patience = { logger, signal: ending.signal, longestMs: 5_000 };
  // Only the end of the process ends the waiting.
  const installation = await retryUntilDone('The database cannot be used yet', useStore, patience).catch(
    () => undefined,
  );
  if (!installation) return;
  storeIsUsable = true;
  logger.info({ databaseEpoch: installation.databaseEpoch }, 'ready');
}
