import type { Actor } from '#domain/permissions/actor';
import type { Request, RequestHandler, Response, Router } from 'express';
import type { RequestCounter } from './count-requests.ts';
import type { Caller, Cookie, Endpoint, ReadActor } from './endpoint.ts';
import { inMatchingOrder } from './endpoint-order.ts';
import { FileReply, fileBytes } from './file-endpoints.ts';
import { requestIdOf } from './log-requests.ts';
import { nameRoute } from './name-route.ts';
import { readFileBody } from './read-file-body.ts';
import { readJsonBody } from './read-json-body.ts';
import { refuseMethod } from './refuse-method.ts';
import { runEndpoint } from './run-endpoint.ts';
import { sendFile } from './send-file.ts';

interface MountSettings {
  /** Below which path the router hangs, for the figures. */
  readonly basePath: string;
  readonly counter: RequestCounter;
}

/**
 * Serve endpoints: let the caller in, run, send the reply. A reply that does not fit its description is answered with 500.
 *
 * Requests of nobody who is signed in are counted by address: all that go to endpoints for everybody, and of the others those
 * that are turned away. Whoever is known and turned away is counted as themselves.
 *
 * Other methods on their paths get 405 with `Allow`, and count as requests of nobody; HEAD is answered like GET without a
 * body.
 */
export function mountEndpoints(router: Router, endpoints: readonly Endpoint[], settings: MountSettings): void {
  const methodsOf = new Map<string, Set<string>>();
  for (const one of inMatchingOrder(endpoints)) {
    const methods = methodsOf.get(one.path) ?? new Set();
    methods.add(one.method.toUpperCase());
    methodsOf.set(one.path, methods);

    const guard = one.readActor ? [admit(one.readActor, settings)] : one.isCounted ? [settings.counter.ofNobody] : [];
    router[one.method](one.path, nameRoute(settings.basePath + one.path), ...guard, ...readBody(one), serve(one));
  }
  for (const [path, methods] of methodsOf) {
    router.all(path, nameRoute(settings.basePath + path), settings.counter.ofNobody, refuseMethod(methods));
  }
}

function readBody({ body, bodyLimit }: Endpoint): RequestHandler[] {
  if (!body) return [];
  return body === fileBytes ? [readFileBody(bodyLimit)] : readJsonBody(bodyLimit);
}

interface Admitted {
  actor?: Actor;
}

function admit(readActor: ReadActor, { counter }: MountSettings): RequestHandler {
  return async (request, response: Response<unknown, Admitted>, next) => {
    try {
      response.locals.actor = await readActor(callerOf(request));
    } catch (error) {
      await counter.ofRefused(request, response, error);
      throw error;
    }
    const { actor } = response.locals;
    if (actor.kind !== 'engine') await counter.ofPerson(response, actor.id);
    next();
  };
}

function serve(endpoint: Endpoint): RequestHandler {
  return async (request, response: Response<unknown, Admitted>) => {
    const { params, query, body } = request as { params: unknown; query: unknown; body: unknown };
    const headers = readHeaders(endpoint, request);
    const raw = { params: { ...(params as object) }, query, headers, body };
    const { actor } = response.locals;
    const context = { requestId: requestIdOf(request), logger: request.log, caller: callerOf(request), actor };
    const { status, reply, cookie } = await runEndpoint(endpoint, raw, context);
    if (cookie) setCookie(response, cookie);
    if (reply instanceof FileReply) await sendFile(request, response.status(status), reply);
    else send(response, status, reply);
  };
}

const callerOf = ({ method, headers, ip }: Request): Caller => ({ method, headers, address: ip });

const readHeaders = ({ headers }: Endpoint, request: Request) =>
  Object.fromEntries(Object.keys(headers.shape).map((name) => [name, request.headers[name]]));

function setCookie(response: Response, { name, value, maxAgeSeconds, isSecure }: Cookie): void {
  const reach = { path: '/', httpOnly: true, sameSite: 'lax', secure: isSecure } as const;
  response.cookie(name, value, { ...reach, maxAge: maxAgeSeconds * 1_000 });
}

function send(response: Response, status: number, reply: unknown): void {
  response.status(status);
  if (reply === undefined) response.end();
  else response.json(reply);
}
