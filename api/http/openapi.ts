import { problemBody, problemCodes, type ProblemCode } from '#domain/contracts/problem';
import type { z } from 'zod';
import { changesNothing } from './changes-nothing.ts';
import type { Endpoint, ReadActor } from './endpoint.ts';
import { describeSchema, type JsonSchema } from './describe-schema.ts';
import { inMatchingOrder } from './endpoint-order.ts';
import { fileBytes, fileReply } from './file-endpoints.ts';
import { operationIdOf } from './operation-id.ts';

/** An OpenAPI 3.1 document. */
export interface OpenApiDocument {
  readonly openapi: '3.1.0';
  readonly info: JsonSchema;
  readonly servers: readonly JsonSchema[];
  readonly tags: readonly { readonly name: string }[];
  readonly paths: Readonly<Record<string, Record<string, JsonSchema>>>;
  readonly components: { readonly schemas: Record<string, JsonSchema>; readonly securitySchemes?: JsonSchema };
}

/** Problems that any endpoint may answer with. */
const always: readonly ProblemCode[] = ['invalid_request', 'internal', 'store_unavailable'];
/** Of endpoints for signed-in callers. */
const signedIn: readonly ProblemCode[] = ['unauthenticated', 'password_change_required'];
/** Of all that change something: pages of other origins may not. */
const changing: readonly ProblemCode[] = ['forbidden'];
/** Of those among them that take a session: pages of another one may not. */
const changingSignedIn: readonly ProblemCode[] = ['stale_session'];
const counted: readonly ProblemCode[] = ['too_many_requests'];
const withBody: readonly ProblemCode[] = ['malformed_request', 'body_too_large', 'unsupported_media_type'];

/** How callers say who they are: by a session, with what its pages show besides, or as a bearer. */
const securitySchemes = {
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: 'nixflow_session',
    description:
      'Set by signing in. Where the page is reached by https its name is `__Host-nixflow_session`. A request that changes ' +
      'something must have an `Origin` header of the page’s own origin.',
  },
  csrf: {
    type: 'apiKey',
    in: 'header',
    name: 'X-CSRF-Token',
    description:
      'With a session, for all that changes something: the `csrfToken` that signing in and `GET /session` answer with. Without ' +
      'it, or with that of another session, a request is refused as `stale_session`.',
  },
  bearer: {
    type: 'http',
    scheme: 'bearer',
    description:
      'An API token, of a person (made under Account) or of a program (made under Administration, Programs): it does no more than its ' +
      'owner may, and one that only reads is refused whatever changes something.',
  },
} as const;

/** Describe a list of endpoints as OpenAPI 3.1, whose schemas are JSON Schema 2020-12. */
export function buildOpenApi(endpoints: readonly Endpoint[], version: string): OpenApiDocument {
  const schemas: Record<string, JsonSchema> = {};
  const paths: Record<string, Record<string, JsonSchema>> = {};
  for (const one of inMatchingOrder(endpoints)) {
    const path = one.path.replace(/:([^/]+)/g, '{$1}');
    paths[path] = { ...paths[path], [one.method]: describeOperation(one, schemas) };
  }
  describeSchema(problemBody, 'output', schemas);
  return {
    openapi: '3.1.0',
    info: { title: 'NixFlow', version, description: aboutProblems() },
    servers: [{ url: '/api' }],
    tags: [...new Set(endpoints.map(tagOf))].sort().map((name) => ({ name })),
    paths,
    components: {
      schemas,
      ...(endpoints.some(({ readActor }) => readActor) ? { securitySchemes } : {}),
    },
  };
}

function describeOperation(one: Endpoint, schemas: Record<string, JsonSchema>): JsonSchema {
  const parameters = (['path', 'query', 'header'] as const).flatMap((place) => describeParameters(one, place, schemas));
  return {
    operationId: operationIdOf(one),
    summary: one.summary,
    ...(one.description === undefined ? {} : { description: one.description }),
    tags: [tagOf(one)],
    ...(one.readActor ? { security: securityOf(one.readActor, one.method) } : {}),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(one.body
      ? {
          requestBody: {
            required: !one.body.safeParse(undefined).success,
            content: describeContent(one.body, 'input', schemas),
          },
        }
      : {}),
    responses: describeResponses(one, schemas),
  };
}

function securityOf({ takesSessionsAlone }: ReadActor, method: Endpoint['method']): JsonSchema[] {
  const bySession = changesNothing(method.toUpperCase()) ? { session: [] } : { session: [], csrf: [] };
  return takesSessionsAlone ? [bySession] : [bySession, { bearer: [] }];
}

type ParameterPlace = 'path' | 'query' | 'header';

function describeParameters(one: Endpoint, place: ParameterPlace, schemas: Record<string, JsonSchema>): JsonSchema[] {
  const of = { path: one.params, query: one.query, header: one.headers };
  const schema = describeSchema(of[place], 'input', schemas);
  const required = new Set(schema['required'] as string[] | undefined);
  return Object.entries((schema['properties'] ?? {}) as Record<string, JsonSchema>).map(([name, property]) => ({
    name: place === 'header' ? asHeader(name) : name,
    in: place,
    required: required.has(name),
    schema: property,
  }));
}

/** `idempotency-key` becomes `Idempotency-Key`, as people write it. */
const asHeader = (name: string) => name.replace(/\b[a-z]/g, (letter) => letter.toUpperCase());

interface Response {
  readonly description: string;
  readonly content?: Content;
}

/** By status; one status may stand for a reply as well as for problems. */
function describeResponses(one: Endpoint, schemas: Record<string, JsonSchema>): Record<string, Response> {
  const responses: Record<string, Response> = {};
  for (const status of [one.status, ...one.otherStatuses]) {
    const reply = one.reply ? { content: describeContent(one.reply, 'output', schemas) } : {};
    responses[status] = { description: one.summary, ...reply };
  }
  for (const code of new Set([
    ...always,
    ...(one.readActor ? signedIn : []),
    ...(changesNothing(one.method.toUpperCase()) ? [] : [...changing, ...(one.readActor ? changingSignedIn : [])]),
    ...(one.isCounted ? counted : []),
    ...(one.body ? withBody : []),
    ...one.problems,
  ])) {
    const { status, title } = problemCodes[code];
    const before = responses[status];
    responses[status] = {
      description: [before?.description, `\`${code}\`: ${title}`].filter(Boolean).join('\n\n'),
      content: { ...before?.content, 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    };
  }
  return responses;
}

type Content = Readonly<Record<string, { readonly schema?: JsonSchema }>>;

/** JSON by its schema; the bytes of a file have none (OpenAPI 3.1.1, section 4.8.14.3). */
function describeContent(
  schema: z.ZodType,
  direction: 'input' | 'output',
  schemas: Record<string, JsonSchema>,
): Content {
  if (schema === fileBytes || schema === fileReply) return { '*/*': {} };
  return { 'application/json': { schema: describeSchema(schema, direction, schemas) } };
}

function tagOf({ path }: Endpoint): string {
  return path.split('/')[1] ?? '';
}

function aboutProblems(): string {
  const rows = Object.entries(problemCodes).map(
    ([code, { status, title }]) => `| \`/problems/${code}\` | ${String(status)} | ${title} |`,
  );
  return [
    'Errors are problems (RFC 9457, `application/problem+json`). Their `type` is one of these references, relative to this',
    'server; they name the kind of problem and are not meant to be fetched. `requestId` is also in the header `X-Request-Id`.',
    '',
    '| type | status | title |',
    '|---|---|---|',
    ...rows,
  ].join('\n');
}
