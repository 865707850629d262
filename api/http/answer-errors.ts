import { Problem, type ProblemCode } from '#domain/contracts/problem';
import type { ErrorRequestHandler, RequestHandler } from 'express';
import { requestIdOf } from './log-requests.ts';
import { recogniseOutage } from './recognise-outage.ts';

/** What Express' body reader calls the mistakes of callers (`type` of its errors). */
const byType: Readonly<Record<string, ProblemCode>> = {
  'charset.unsupported': 'unsupported_media_type',
  'encoding.unsupported': 'unsupported_media_type',
  'entity.too.large': 'body_too_large',
  'request.aborted': 'malformed_request',
  'request.size.invalid': 'malformed_request',
};

/** Seconds after which trying again makes sense, when a part is away. */
const retryAfterSeconds = 5;

/** Answer what no route took. */
export const answerNotFound: RequestHandler = () => {
  throw new Problem('not_found');
};

/**
 * Turn every error into a problem (RFC 9457). Stacks and messages of unexpected ones go to the log alone.
 *
 * Express knows an error handler by its four parameters.
 */
export const answerErrors: ErrorRequestHandler = (error: unknown, request, response, _next) => {
  const problem = toProblem(error);
  if (problem.code === 'internal') request.log.error({ err: error }, 'unexpected error');
  // Without a cause it is said on purpose ("starting", to a probe, every few seconds) and there is nothing to look for.
  else if (problem.status >= 500 && problem.cause !== undefined) {
    request.log.warn({ err: problem.cause, code: problem.code }, 'a part is away');
  }
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const comeAgain = problem.retryAfterSeconds ?? (problem.status === 503 ? retryAfterSeconds : undefined);
  if (comeAgain !== undefined) response.setHeader('Retry-After', comeAgain);
  // RFC 6750, section 3: a token that is wrong is told apart from none at all.
  if (problem.status === 401) {
    response.setHeader('WWW-Authenticate', request.headers.authorization ? 'Bearer error="invalid_token"' : 'Bearer');
  }
  response
    .status(problem.status)
    .type('application/problem+json')
    .json(problem.toBody(requestIdOf(request)));
};

function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const outage = recogniseOutage(error);
  if (outage) return outage;
  return new Problem(callersMistake(error) ?? 'internal', { cause: error });
}

/**
 * Only Express' own errors are believed: those of its body reader, known by `expose` and their type, and the percent sign
 * that is none. Other libraries put a `status` on their errors too, of a request that we made.
 */
function callersMistake(error: unknown): ProblemCode | undefined {
  if (error instanceof URIError) return 'malformed_request';
  if (!(error instanceof Error) || !('expose' in error) || error.expose !== true) return undefined;
  if ('type' in error) return byType[String(error.type)];
  // The body reader passes on what zlib says of a body that does not unpack.
  return 'code' in error && String(error.code).startsWith('Z_') ? 'malformed_request' : undefined;
}
