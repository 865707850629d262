import { Problem } from '#domain/contracts/problem';
import type { ErrorRequestHandler, RequestHandler } from 'express';
import { logProblem } from './log-problem.ts';
import { requestIdOf } from './log-requests.ts';
import { toProblem } from './to-problem.ts';

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
  logProblem(request.log, problem);
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
