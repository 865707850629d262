import type { IncomingMessage, RequestListener } from 'node:http';
import { Problem } from '#domain/contracts/problem';
import type { Logger } from '#process/logger';
import type { Metrics } from '#process/metrics';
import { version } from '#process/version';
import express, { Router, type Request, type RequestHandler, type Response } from 'express';
import type { ApiConfig } from './config.ts';
import { allowOrigins } from './http/allow-origins.ts';
import { answerErrors, answerNotFound } from './http/answer-errors.ts';
import { createRequestCounter, type RequestCounter } from './http/count-requests.ts';
import { docsRouter } from './http/docs/docs-router.ts';
import type { Endpoint } from './http/endpoint.ts';
import { logRequests } from './http/log-requests.ts';
import { measureRequests } from './http/measure-requests.ts';
import { mountEndpoints } from './http/mount-endpoints.ts';
import { nameRoute } from './http/name-route.ts';
import { buildOpenApi } from './http/openapi.ts';
import { refuseForeignOrigins } from './http/refuse-foreign-origins.ts';
import { refuseMethod } from './http/refuse-method.ts';
import { securityHeaders } from './http/security-headers.ts';
import type { Limiter } from './limits/limiter.ts';

interface AppParts {
  readonly config: Pick<ApiConfig, 'frontendOrigins' | 'trustProxy'>;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly endpoints: readonly Endpoint[];
  readonly limiter: Limiter;
  /** What has rules of its own for pages of other origins. */
  readonly codec?: (counter: RequestCounter) => RequestHandler;
}

const basePath = '/api';

/** Put the API together. Opens nothing and starts nothing. */
export function buildApp({ config, logger, metrics, endpoints, limiter, codec }: AppParts): RequestListener {
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', config.trustProxy);
  app.set('query parser', 'simple');
  app.set('etag', false);
  app.enable('case sensitive routing');

  app.use(logRequests(logger));
  app.use(measureRequests(metrics));
  app.use(securityHeaders({ alwaysTls: config.frontendOrigins[0].startsWith('https:') }));
  const counter = createRequestCounter(limiter);
  if (codec) app.use(basePath, codec(counter));
  app.use(allowOrigins(config.frontendOrigins));
  app.use(refuseForeignOrigins(config.frontendOrigins));

  const unreadable = new WeakSet<IncomingMessage>();
  app.use((request, _response, next) => {
    next(unreadable.has(request) ? new Problem('malformed_request') : undefined);
  });

  // Beside /api, not below it: whoever publishes /api to the world does not publish the figures.
  app.get('/metrics', nameRoute('/metrics'), async (_request, response) => {
    response.setHeader('Content-Type', metrics.registry.contentType);
    response.end(await metrics.text());
  });

  app.all('/metrics', refuseMethod(['GET']));

  const api = Router({ caseSensitive: true });
  api.use(docsRouter(buildOpenApi(endpoints, version), counter));
  api.use((_request, response, next) => {
    response.setHeader('Cache-Control', 'no-store');
    next();
  });
  mountEndpoints(api, endpoints, { basePath, counter });
  // Whoever tries addresses is counted like whoever tries doors.
  api.use(counter.ofNobody);
  app.use(basePath, api);

  app.use(answerNotFound);
  app.use(answerErrors);

  const handle: RequestHandler = app;
  return (request, response) => {
    // Called if nothing above was: Express cannot read the address. Given one that it can read, all of it refuses that.
    handle(request as Request, response as Response, () => {
      unreadable.add(request);
      request.url = '/';
      app(request, response);
    });
  };
}
