import { Problem } from '#domain/contracts/problem';
import type { ReadSocketAsk } from '#domain/contracts/socket-ask';
import type { Actor } from '#domain/permissions/actor';
import type { Endpoint, EndpointContext } from '../http/endpoint.ts';
import { operationIdOf } from '../http/operation-id.ts';
import { runEndpoint, type Ran } from '../http/run-endpoint.ts';

/** What may be called over sockets, by `operationId`. */
export type Operations = ReadonlyMap<string, Endpoint>;

/** About the session itself, whose cookie a socket can neither set nor take away. */
const ofSession = /^\/session(?:\/|$)/;

/** The commands among some endpoints: those for signed-in callers that do more than read, and not to their session. */
export const operationsOf = (endpoints: readonly Endpoint[]): Operations =>
  new Map(
    endpoints
      .filter(({ method, path, readActor }) => method !== 'get' && readActor !== undefined && !ofSession.test(path))
      .map((endpoint) => [operationIdOf(endpoint), endpoint]),
  );

/**
 * Run an endpoint for a socket, as HTTP does: the same input, permissions, keys and problems.
 *
 * @throws {Problem} `not_found` if there is no such operation; what the endpoint throws
 */
export async function callOperation(
  operations: Operations,
  { operation, params, query, body, idempotencyKey }: Extract<ReadSocketAsk, { type: 'call' }>,
  context: EndpointContext & { readonly actor: Actor },
): Promise<Ran> {
  const endpoint = operations.get(operation);
  if (!endpoint) throw new Problem('not_found');
  const headers = 'idempotency-key' in endpoint.headers.shape ? { 'idempotency-key': idempotencyKey } : {};
  return runEndpoint(endpoint, { params, query, headers, body }, context);
}
