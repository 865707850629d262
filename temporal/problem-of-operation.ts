import { Problem, problemCodes, type ProblemCode } from '#domain/contracts/problem';
import { WorkflowUpdateFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';

/**
 * Why an operator's act did not come to be, as its caller may see it. What the engine says for itself is told as
 * `engine_unavailable`: it may work at the next try.
 */
export function problemOfOperation(error: unknown): Problem {
  const failure = error instanceof WorkflowUpdateFailedError ? error.cause : undefined;
  if (!(failure instanceof ApplicationFailure)) return new Problem('engine_unavailable', { cause: error });
  const code = failure.details?.[0];
  if (failure.type === 'OperationRefused' && isCode(code)) return new Problem(code, { detail: failure.message });
  if (failure.type === 'StoreAway') return new Problem('store_unavailable', { cause: error });
  return new Problem('engine_unavailable', { detail: failure.message, cause: error });
}

const isCode = (code: unknown): code is ProblemCode => typeof code === 'string' && Object.hasOwn(problemCodes, code);
