import type { AddressInfo } from 'node:net';
import { buildApp } from '#api/build-app';
import type { ApiConfig } from '#api/config';
import type { RequestCounter } from '#api/http/count-requests';
import type { Endpoint } from '#api/http/endpoint';
import { createHttpServer } from '#api/http-server';
import { createLimiter, type LimiterParts } from '#api/limits/limiter';
import { createMetrics } from '#process/metrics';
import type { RequestHandler } from 'express';
import { atEndOfFile } from './at-end-of-file.ts';
import { logInMemory } from './log-in-memory.ts';

interface AppConfig extends Pick<ApiConfig, 'frontendOrigins' | 'trustProxy'> {
  /** What differs from the limits of the API. */
  readonly limits: LimiterParts['most'];
}

/** The whole API with these endpoints, without any server behind it, on a free port until the test file is over. */
export async function serveTestApp(
  endpoints: readonly Endpoint[],
  { limits, ...config }: Partial<AppConfig> = {},
  codec?: (counter: RequestCounter) => RequestHandler,
) {
  const log = logInMemory();
  const app = buildApp({
    config: { frontendOrigins: ['http://localhost:5173'], trustProxy: false, ...config },
    logger: log.logger,
    metrics: createMetrics({ service: 'test' }),
    endpoints,
    limiter: createLimiter({ ...(limits && { most: limits }) }),
    ...(codec && { codec }),
  });
  const server = createHttpServer(app);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  atEndOfFile('API of a test', () => {
    server.close();
    server.closeAllConnections();
  });
  return { origin: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`, log };
}
