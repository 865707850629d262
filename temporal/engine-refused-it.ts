/** gRPC status codes that say that this one call is wrong: invalid argument, failed precondition. */
const refusals = new Set<unknown>([3, 9]);

/**
 * Whether the engine answered a call and will not have it, however often it is repeated. Anything else (nobody answers, too
 * busy, not let in, no such namespace) may be over by the next try.
 */
export function engineRefusedIt(error: unknown): boolean {
  const status: unknown = error instanceof Error ? (error.cause ?? error) : error;
  return typeof status === 'object' && status !== null && 'code' in status && refusals.has(status.code);
}
