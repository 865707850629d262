import type { ProblemBody, ProblemCode } from '#domain/contracts/problem';
import { apiOrigin } from './api-origin.ts';
import { catalogue } from './catalogue.ts';

/** Why a call gave no reply: the API's own problem, or `unreachable` when nothing of ours answered. */
export class CallFailed extends Error {
  override readonly name = 'CallFailed';
  readonly code: ProblemCode | 'unreachable';

  constructor(code: ProblemCode | 'unreachable', message: string) {
    super(message);
    this.code = code;
  }
}

/** Longer than the API takes to say that something behind it is away. */
const patienceMs = 10_000;

/**
 * Call an endpoint below `/api`. The reply is what the endpoint describes, whatever its status, and is trusted.
 *
 * @throws {CallFailed}
 */
export async function callApi<Reply>(method: 'GET' | 'POST', path: string): Promise<Reply> {
  const response = await fetch(`${apiOrigin}/api${path}`, { method, signal: AbortSignal.timeout(patienceMs) }).catch(
    () => undefined,
  );
  const type = response?.headers.get('content-type') ?? '';
  if (response && type.startsWith('application/problem+json')) {
    const problem = (await response.json()) as ProblemBody;
    throw new CallFailed(problem.code, problem.detail ?? problem.title);
  }
  if (!response || !type.startsWith('application/json')) throw new CallFailed('unreachable', catalogue.apiUnreachable);
  return (await response.json()) as Reply;
}
