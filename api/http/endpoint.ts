import type { IncomingHttpHeaders } from 'node:http';
import type { ProblemCode } from '#domain/contracts/problem';
import type { Actor } from '#domain/permissions/actor';
import type { Logger } from '#process/logger';
import { z } from 'zod';

/** The schema of no parameters at all. */
const nothing = z.strictObject({});
/** See there. */
export type Nothing = typeof nothing;

/** What of a request tells who asks. The handshake of a socket is a request, too. */
export interface Credentials {
  readonly method?: string | undefined;
  readonly headers: IncomingHttpHeaders;
  /** The client's, as the proxies say that are trusted; undefined if it has left already, or is not known here. */
  readonly address?: string | undefined;
}

/** Whoever sends a request, as far as the request tells. */
export interface Caller extends Credentials {
  readonly address: string | undefined;
}

/** What an endpoint knows about the request besides its input. */
export interface EndpointContext {
  readonly requestId: string;
  /** Writes the request's id in every line. */
  readonly logger: Logger;
  readonly caller: Caller;
}

/** What an endpoint for signed-in callers knows besides. */
export interface SignedInContext<Who extends Actor = Actor> extends EndpointContext {
  readonly actor: Who;
}

/**
 * Who asks.
 *
 * @throws {Problem} `unauthenticated`, and others that keep somebody out who is known
 */
export interface ReadActor<Who extends Actor = Actor> {
  (request: Credentials): Promise<Who>;
  /** Whether only a browser's cookie lets in, and no bearer. */
  readonly takesSessionsAlone?: true;
}

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

interface EndpointDescription<
  Params extends z.ZodObject,
  Query extends z.ZodObject,
  Headers extends z.ZodObject,
  Body extends z.ZodType,
  Reply extends z.ZodType,
  Reader extends ReadActor | undefined,
> {
  readonly method: Method;
  /** Below `/api`, with `:name` for each key of `params`. */
  readonly path: string;
  readonly summary: string;
  /** Markdown: contracts a caller must know (idempotency, limits). */
  readonly description?: string;
  /** Lets signed-in callers in alone, and tells who they are. Asked before the body is read. */
  readonly readActor?: Reader;
  /** Whether requests of nobody who is signed in are counted: yes, but for what machines ask every few seconds. */
  readonly isCounted?: boolean;
  readonly params?: Params;
  readonly query?: Query;
  /** Those it reads, by their names in lower case; others are passed over. */
  readonly headers?: Headers;
  /** Without it a body is not read. */
  readonly body?: Body;
  /** Without it the answer is 204 and empty. */
  readonly reply?: Reply;
  /** Status of a plain reply. */
  readonly status?: number;
  /** Further statuses that `withStatus` may give the same reply. */
  readonly otherStatuses?: readonly number[];
  /** Problems of its own, besides those any endpoint may have. */
  readonly problems?: readonly ProblemCode[];
  /** Largest body in bytes, unpacked; 1 MiB if nothing is said. */
  readonly bodyLimit?: number;
  readonly handle: (
    input: {
      readonly params: z.output<Params>;
      readonly query: z.output<Query>;
      readonly headers: z.output<Headers>;
      readonly body: z.output<Body>;
    },
    context: Reader extends ReadActor<infer Who> ? SignedInContext<Who> : EndpointContext,
  ) => Answer<z.input<Reply>> | Promise<Answer<z.input<Reply>>>;
}

type Answer<T> = T | ReplyWithStatus<T> | ReplyWithCookie<T>;

/** A described endpoint whose types are checked and forgotten: the same for mounting and for printing. */
export interface Endpoint {
  readonly method: Method;
  readonly path: string;
  readonly summary: string;
  readonly description: string | undefined;
  readonly readActor: ReadActor | undefined;
  readonly isCounted: boolean;
  readonly params: z.ZodObject;
  readonly query: z.ZodObject;
  readonly headers: z.ZodObject;
  readonly body: z.ZodType | undefined;
  readonly reply: z.ZodType | undefined;
  readonly status: number;
  readonly otherStatuses: readonly number[];
  readonly problems: readonly ProblemCode[];
  readonly bodyLimit: number;
  /** Takes what these very schemas and `readActor` gave back, nothing else. */
  readonly handle: (input: EndpointInput, context: EndpointContext & { readonly actor?: Actor | undefined }) => unknown;
}

/** What `handle` of an endpoint gets. */
export interface EndpointInput {
  readonly params: unknown;
  readonly query: unknown;
  readonly headers: unknown;
  readonly body: unknown;
}

/** A reply that goes out with one of the endpoint's `otherStatuses`. */
export class ReplyWithStatus<T> {
  readonly status: number;
  readonly reply: T;

  constructor(status: number, reply: T) {
    this.status = status;
    this.reply = reply;
  }
}

/** A cookie for all of this origin, out of the reach of scripts, sent along by pages of the same site alone. */
export interface Cookie {
  readonly name: string;
  readonly value: string;
  /** How long the browser keeps it; 0: it drops it. */
  readonly maxAgeSeconds: number;
  /** Over TLS alone. */
  readonly isSecure: boolean;
}

/** A reply with the endpoint's plain status that also sets a cookie. */
export class ReplyWithCookie<T> {
  readonly cookie: Cookie;
  readonly reply: T;

  constructor(cookie: Cookie, reply: T) {
    this.cookie = cookie;
    this.reply = reply;
  }
}

const mebibyte = 1024 * 1024;

/**
 * Describe one endpoint. `mountEndpoints` serves it and `buildOpenApi` prints it from this same description.
 *
 * `handle` throws `Problem` for what the caller may see; anything else it throws is a bug and reaches the caller as
 * `internal`.
 */
export function endpoint<
  Params extends z.ZodObject = Nothing,
  Query extends z.ZodObject = Nothing,
  Headers extends z.ZodObject = Nothing,
  Body extends z.ZodType = z.ZodUndefined,
  Reply extends z.ZodType = z.ZodUndefined,
  Reader extends ReadActor | undefined = undefined,
>(description: EndpointDescription<Params, Query, Headers, Body, Reply, Reader>): Endpoint {
  const { params, query, headers, body, reply, status, handle } = description;
  return {
    method: description.method,
    path: description.path,
    summary: description.summary,
    description: description.description,
    readActor: description.readActor,
    isCounted: description.isCounted ?? true,
    params: params ?? nothing,
    query: query ?? nothing,
    headers: headers ?? nothing,
    body,
    reply,
    status: status ?? (reply ? 200 : 204),
    otherStatuses: description.otherStatuses ?? [],
    problems: description.problems ?? [],
    bodyLimit: description.bodyLimit ?? mebibyte,
    handle: (input, context) => {
      const [parsed, known] = [input, context] as Parameters<typeof handle>;
      return handle(parsed, known);
    },
  };
}
