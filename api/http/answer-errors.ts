import { Problem, type ProblemCode } from '#domain/contracts/problem';
import type { ErrorRequestHandler, RequestHandler } from 'express';
import { requestIdOf } from './log-requests.ts';
import { recogniseOutage } from './recognise-outage.ts';

/** What Express and its body reader call their errors (`status` of http-errors). */
const byStatus: Readonly<Record<number, ProblemCode>> = {
  400: 'malformed_request',
  413: 'body_too_large',
  415: 'unsupported_media_type',
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
  else if (problem.status >= 500)
    request.log.warn({ err: problem.cause ?? problem, code: problem.code }, 'a part is away');
  if (response.headersSent) {
    response.destroy();
    return;
  }
  if (problem.status === 503) response.setHeader('Retry-After', retryAfterSeconds);
  response
    .status(problem.status)
    .type('application/problem+json')
    .json(problem.toBody(requestIdOf(request)));
};

function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const outage = recogniseOutage(error);
  if (outage) return outage;
  const status = error instanceof Error && 'status' in error ? Number(error.status) : 500;
  return new Problem(byStatus[status] ?? 'internal', { cause: error });
}
