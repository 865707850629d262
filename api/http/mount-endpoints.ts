import type { Actor } from '#domain/permissions/actor';
import type { Request, RequestHandler, Response, Router } from 'express';
import type { Endpoint, ReadActor } from './endpoint.ts';
import { inMatchingOrder } from './endpoint-order.ts';
import { requestIdOf } from './log-requests.ts';
import { nameRoute } from './name-route.ts';
import { readJsonBody } from './read-json-body.ts';
import { refuseMethod } from './refuse-method.ts';
import { runEndpoint } from './run-endpoint.ts';

interface MountSettings {
  /** Below which path the router hangs, for the figures. */
  readonly basePath: string;
}

/**
 * Serve endpoints: let the caller in, run, send the reply. A reply that does not fit its description is answered with 500.
 * Other methods on their paths get 405 with `Allow`; HEAD is answered like GET without a body.
 */
export function mountEndpoints(router: Router, endpoints: readonly Endpoint[], settings: MountSettings): void {
  const methodsOf = new Map<string, Set<string>>();
  for (const one of inMatchingOrder(endpoints)) {
    const methods = methodsOf.get(one.path) ?? new Set();
    methods.add(one.method.toUpperCase());
    methodsOf.set(one.path, methods);

    const body = one.body ? readJsonBody(one.bodyLimit) : [];
    const guard = one.readActor ? [admit(one.readActor)] : [];
    router[one.method](one.path, nameRoute(settings.basePath + one.path), ...guard, ...body, serve(one));
  }
  for (const [path, methods] of methodsOf) {
    router.all(path, nameRoute(settings.basePath + path), refuseMethod(methods));
  }
}

interface Admitted {
  actor?: Actor;
}

function admit(readActor: ReadActor): RequestHandler {
  return async (request, response: Response<unknown, Admitted>, next) => {
    response.locals.actor = await readActor(request.headers.authorization);
    next();
  };
}

function serve(endpoint: Endpoint): RequestHandler {
  return async (request, response: Response<unknown, Admitted>) => {
    const { params, query, body } = request as { params: unknown; query: unknown; body: unknown };
    const headers = readHeaders(endpoint, request);
    const raw = { params: { ...(params as object) }, query, headers, body };
    const { actor } = response.locals;
    const context = { requestId: requestIdOf(request), logger: request.log, actor };
    const { status, reply } = await runEndpoint(endpoint, raw, context);
    send(response, status, reply);
  };
}

const readHeaders = ({ headers }: Endpoint, request: Request) =>
  Object.fromEntries(Object.keys(headers.shape).map((name) => [name, request.headers[name]]));

function send(response: Response, status: number, reply: unknown): void {
  response.status(status);
  if (reply === undefined) response.end();
  else response.json(reply);
}
