import type { AddressInfo } from 'node:net';
import { buildApp } from '#api/build-app';
import type { ApiConfig } from '#api/config';
import type { Endpoint } from '#api/http/endpoint';
import { createHttpServer } from '#api/http-server';
import { createLimiter } from '#api/limits/limiter';
import { createMetrics } from '#process/metrics';
import type { RequestHandler } from 'express';
import { onTestFinished } from 'vitest';
import { logInMemory } from './log-in-memory.ts';

type AppConfig = Pick<ApiConfig, 'frontendOrigins' | 'trustProxy'>;

/** The whole API with these endpoints, without any server behind it, on a free port until the test is over. */
export async function serveTestApp(
  endpoints: readonly Endpoint[],
  config: Partial<AppConfig> = {},
  codec?: RequestHandler,
) {
  const log = logInMemory();
  const app = buildApp({
    config: { frontendOrigins: ['http://localhost:5173'], trustProxy: false, ...config },
    logger: log.logger,
    metrics: createMetrics({ service: 'test' }),
    endpoints,
    limiter: createLimiter(),
    ...(codec && { codec }),
  });
  const server = createHttpServer(app);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return { origin: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`, log };
}
