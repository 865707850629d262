import type { Metrics } from '#process/metrics';
import type { RequestHandler } from 'express';
import { Histogram } from 'prom-client';
import { routeName } from './name-route.ts';

const knownMethods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/**
 * Count and time every request by method, route pattern and status.
 *
 * Labels never hold what callers choose freely: unknown addresses are `unmatched`, unusual methods `OTHER`. A caller who
 * left before the answer counts as 499.
 */
export function measureRequests({ registry }: Metrics): RequestHandler {
  const duration = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the first byte of a request to the last of its answer.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  });
  return (request, response, next) => {
    const begun = performance.now();
    response.once('close', () => {
      const status = response.writableFinished ? String(response.statusCode) : '499';
      const method = knownMethods.has(request.method) ? request.method : 'OTHER';
      duration.observe({ method, route: routeName(response), status }, (performance.now() - begun) / 1_000);
    });
    next();
  };
}
