import type { Actor } from '#domain/permissions/actor';
import type { Request, RequestHandler, Response, Router } from 'express';
import { ReplyWithStatus, type Endpoint, type ReadActor } from './endpoint.ts';
import { inMatchingOrder } from './endpoint-order.ts';
import { FileReply, fileBytes } from './file-endpoints.ts';
import { requestIdOf } from './log-requests.ts';
import { nameRoute } from './name-route.ts';
import { parseInput } from './parse-input.ts';
import { readFileBody } from './read-file-body.ts';
import { readJsonBody } from './read-json-body.ts';
import { refuseMethod } from './refuse-method.ts';
import { sendFile } from './send-file.ts';

interface MountSettings {
  /** Below which path the router hangs, for the figures. */
  readonly basePath: string;
}

/**
 * Serve endpoints: let the caller in, check the input, call, check and send the reply.
 *
 * A reply that does not fit its description is a bug and answered with 500: what nobody described may be a secret.
 * Other methods on their paths get 405 with `Allow`; HEAD is answered like GET without a body.
 */
export function mountEndpoints(router: Router, endpoints: readonly Endpoint[], settings: MountSettings): void {
  const methodsOf = new Map<string, Set<string>>();
  for (const one of inMatchingOrder(endpoints)) {
    const methods = methodsOf.get(one.path) ?? new Set();
    methods.add(one.method.toUpperCase());
    methodsOf.set(one.path, methods);

    const guard = one.readActor ? [admit(one.readActor)] : [];
    router[one.method](one.path, nameRoute(settings.basePath + one.path), ...guard, ...readBody(one), serve(one));
  }
  for (const [path, methods] of methodsOf) {
    router.all(path, nameRoute(settings.basePath + path), refuseMethod(methods));
  }
}

function readBody({ body, bodyLimit }: Endpoint): RequestHandler[] {
  if (!body) return [];
  return body === fileBytes ? [readFileBody(bodyLimit)] : readJsonBody(bodyLimit);
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
    const input = parseInput(endpoint, { params: { ...(params as object) }, query, headers, body });
    const { actor } = response.locals;
    const answer = await endpoint.handle(input, { requestId: requestIdOf(request), logger: request.log, actor });
    const [status, reply] =
      answer instanceof ReplyWithStatus ? [answer.status, answer.reply as unknown] : [endpoint.status, answer];
    requireFittingReply(endpoint, status, reply);
    if (reply instanceof FileReply) await sendFile(request, response.status(status), reply);
    else send(response, status, reply);
  };
}

const readHeaders = ({ headers }: Endpoint, request: Request) =>
  Object.fromEntries(Object.keys(headers.shape).map((name) => [name, request.headers[name]]));

/** @throws {Error} naming the places that do not fit, never their values: it goes to the log */
function requireFittingReply(endpoint: Endpoint, status: number, reply: unknown): void {
  const name = `${endpoint.method.toUpperCase()} ${endpoint.path}`;
  if (status !== endpoint.status && !endpoint.otherStatuses.includes(status)) {
    throw new Error(`${name} does not describe status ${String(status)}`);
  }
  if (!endpoint.reply && reply !== undefined) throw new Error(`${name} describes no reply but gave one`);
  const error = endpoint.reply?.safeParse(reply).error;
  if (!error) return;
  const places = error.issues.map(({ path, code }) => `/${path.join('/')} ${code}`);
  throw new Error(`The reply of ${name} does not fit: ${places.join(', ')}`);
}

function send(response: Response, status: number, reply: unknown): void {
  response.status(status);
  if (reply === undefined) response.end();
  else response.json(reply);
}
