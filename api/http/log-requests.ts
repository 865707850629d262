import { randomUUID } from 'node:crypto';
import { requestId } from '#domain/contracts/identifiers';
import type { Logger } from '#process/logger';
import type { Request, RequestHandler, Response } from 'express';
import { pinoHttp } from 'pino-http';
import { routeName } from './name-route.ts';

/** Asked every few seconds by machines; of interest only when looked for. */
const probes = new Set(['/api/live', '/api/ready', '/api/health', '/metrics']);

/**
 * Give each request an id and log its end in one line, without query, headers or body: these hold what people wrote.
 *
 * A caller's own `X-Request-Id` is taken over if it is well-formed; it is sent back and bound to `request.log`.
 */
export function logRequests(logger: Logger): RequestHandler {
  return pinoHttp<Request, Response>({
    logger,
    genReqId: (request, response) => {
      const own = requestId.safeParse(request.headers['x-request-id']);
      const id = own.success ? own.data : randomUUID();
      response.setHeader('X-Request-Id', id);
      return id;
    },
    serializers: { res: () => undefined },
    quietReqLogger: true,
    quietResLogger: true,
    customAttributeKeys: { reqId: 'requestId', responseTime: 'milliseconds' },
    customProps: (request, response) => ({
      method: request.method,
      route: routeName(response),
      path: pathOf(request),
      status: response.statusCode,
      ip: request.ip,
    }),
    customLogLevel: (request, response, error) => {
      if (probes.has(pathOf(request))) return 'debug';
      return error !== undefined || response.statusCode >= 500 ? 'warn' : 'info';
    },
    customSuccessMessage: () => 'answered',
    customErrorMessage: () => 'answered with an error',
  });
}

/** The id that `logRequests` gave. */
export function requestIdOf({ id }: Request): string {
  return id as string;
}

/** The end of a path that is a key: whoever reads the log could use it. */
const secretPath = /(\/(?:one-time-links|codec(?!\/decode$))\/).+/;

function pathOf({ originalUrl }: Request): string {
  return (originalUrl.split('?', 1)[0] ?? '').replace(secretPath, '$1…');
}
