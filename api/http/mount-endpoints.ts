import type { RequestHandler, Response, Router } from 'express';
import { ReplyWithStatus, type Endpoint } from './endpoint.ts';
import { inMatchingOrder } from './endpoint-order.ts';
import { requestIdOf } from './log-requests.ts';
import { nameRoute } from './name-route.ts';
import { parseInput } from './parse-input.ts';
import { readJsonBody } from './read-json-body.ts';
import { refuseMethod } from './refuse-method.ts';

interface MountSettings {
  /** Below which path the router hangs, for the figures. */
  readonly basePath: string;
  /** A reply that does not fit its description is an error (and not only logged). */
  readonly strictReplies: boolean;
}

/**
 * Serve endpoints: check the input, call, check and send the reply.
 *
 * Other methods on their paths get 405 with `Allow`; HEAD is answered like GET without a body.
 */
export function mountEndpoints(router: Router, endpoints: readonly Endpoint[], settings: MountSettings): void {
  const methodsOf = new Map<string, Set<string>>();
  for (const one of inMatchingOrder(endpoints)) {
    const methods = methodsOf.get(one.path) ?? new Set();
    methods.add(one.method.toUpperCase());
    methodsOf.set(one.path, methods);

    const body = one.body ? readJsonBody(one.bodyLimit) : [];
    router[one.method](one.path, nameRoute(settings.basePath + one.path), ...body, serve(one, settings));
  }
  for (const [path, methods] of methodsOf) {
    router.all(path, nameRoute(settings.basePath + path), refuseMethod(methods));
  }
}

function serve(endpoint: Endpoint, { strictReplies }: MountSettings): RequestHandler {
  return async (request, response) => {
    const { params, query, body } = request as { params: unknown; query: unknown; body: unknown };
    const input = parseInput(endpoint, { params: { ...(params as object) }, query, body });
    const answer = await endpoint.handle(input, { requestId: requestIdOf(request), logger: request.log });
    const [status, reply] =
      answer instanceof ReplyWithStatus ? [answer.status, answer.reply as unknown] : [endpoint.status, answer];
    const misfit = checkReply(endpoint, status, reply);
    if (misfit && strictReplies) throw misfit;
    if (misfit) request.log.error({ err: misfit }, 'a reply does not fit its description');
    send(response, status, reply);
  };
}

function checkReply(endpoint: Endpoint, status: number, reply: unknown): Error | undefined {
  const name = `${endpoint.method.toUpperCase()} ${endpoint.path}`;
  if (status !== endpoint.status && !endpoint.otherStatuses.includes(status)) {
    return new Error(`${name} does not describe status ${String(status)}`);
  }
  if (!endpoint.reply) return reply === undefined ? undefined : new Error(`${name} describes no reply but gave one`);
  const { error } = endpoint.reply.safeParse(reply);
  if (!error) return undefined;
  const places = error.issues.map(({ path, code }) => `/${path.join('/')} ${code}`);
  return new Error(`The reply of ${name} does not fit: ${places.join(', ')}`);
}

function send(response: Response, status: number, reply: unknown): void {
  response.status(status);
  if (reply === undefined) response.end();
  else response.json(reply);
}
