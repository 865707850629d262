import type { Actor } from '#domain/permissions/actor';
import {
  ReplyWithCookie,
  ReplyWithStatus,
  type Cookie,
  type Endpoint,
  type EndpointContext,
  type EndpointInput,
} from './endpoint.ts';
import { parseInput } from './parse-input.ts';

/** What an endpoint answered. */
export interface Ran {
  readonly status: number;
  /** Undefined where nothing is said. */
  readonly reply: unknown;
  /** To be set in the caller's browser; a socket sets none. */
  readonly cookie?: Cookie;
}

/**
 * Run an endpoint for whoever was let in: check the input, call, check the reply. The same for HTTP and for sockets.
 *
 * A reply that does not fit its description is a bug: what nobody described may be a secret.
 *
 * @throws {Problem} `invalid_request`, and what the endpoint throws
 */
export async function runEndpoint(
  endpoint: Endpoint,
  raw: EndpointInput,
  context: EndpointContext & { readonly actor: Actor | undefined },
): Promise<Ran> {
  const answer = await endpoint.handle(parseInput(endpoint, raw), context);
  const ran = ranOf(endpoint, answer);
  requireFittingReply(endpoint, ran);
  return ran;
}

function ranOf({ status }: Endpoint, answer: unknown): Ran {
  if (answer instanceof ReplyWithStatus) return { status: answer.status, reply: answer.reply as unknown };
  if (answer instanceof ReplyWithCookie) return { status, reply: answer.reply as unknown, cookie: answer.cookie };
  return { status, reply: answer };
}

/** @throws {Error} naming the places that do not fit, never their values: it goes to the log */
function requireFittingReply(endpoint: Endpoint, { status, reply }: Ran): void {
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
