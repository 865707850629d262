import type { Problem } from '#domain/contracts/problem';
import type { Logger } from '#process/logger';

/** Write down what a caller is not told: what was thrown behind `internal`, and which part is away. */
export function logProblem(logger: Logger, problem: Problem): void {
  if (problem.code === 'internal') logger.error({ err: problem.cause ?? problem }, 'unexpected error');
  // Without a cause it is said on purpose ("starting", to a probe, every few seconds) and there is nothing to look for.
  else if (problem.status >= 500 && problem.cause !== undefined) {
    logger.warn({ err: problem.cause, code: problem.code }, 'a part is away');
  }
}
