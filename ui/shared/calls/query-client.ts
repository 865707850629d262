import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { asCallFailed, CallFailed, type FailureCode } from './call-failed.ts';

/** What may be over in a moment. Everything else is the same at the next try. */
const passing: ReadonlySet<FailureCode> = new Set<FailureCode>([
  'unreachable',
  'store_unavailable',
  'engine_unavailable',
  'starting',
  'shutting_down',
]);

const tries = 3;

/** Whether a question is worth asking again after this many failures. Acts are never repeated by themselves. */
export function shouldAskAgain(failures: number, error: unknown): boolean {
  return failures < tries && error instanceof CallFailed && passing.has(error.code);
}

/** How long to wait before (ms): as the server asks for, else 1, 2, 4 s. */
export function waitBeforeAsking(failure: number, error: unknown): number {
  const asked = error instanceof CallFailed ? error.details.retryAfterMs : undefined;
  return asked ?? Math.min(1_000 * 2 ** failure, 10_000);
}

/**
 * What the page knows of the server.
 *
 * @param onFailure hears of every failed question and act, whoever asked: signing in again is nobody's business in particular
 */
export function createQueryClient(onFailure: (failure: CallFailed) => void): QueryClient {
  const hear = (error: unknown) => onFailure(asCallFailed(error));
  return new QueryClient({
    queryCache: new QueryCache({ onError: hear }),
    mutationCache: new MutationCache({ onError: hear }),
    defaultOptions: {
      queries: {
        // `navigator.onLine` is wrong too often, and the server may be this machine.
        networkMode: 'always',
        staleTime: 5_000,
        retry: shouldAskAgain,
        retryDelay: waitBeforeAsking,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });
}
