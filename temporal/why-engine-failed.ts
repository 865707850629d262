/** gRPC status codes that say that nobody answered: deadline exceeded, unavailable. */
const away = new Set([4, 14]);

/** Why a call to the engine failed, in a sentence for people. */
export function whyEngineFailed(error: unknown): string {
  const status: unknown = error instanceof Error ? (error.cause ?? error) : error;
  if (typeof status !== 'object' || status === null || !('code' in status)) return 'Temporal did not take it.';
  if (typeof status.code === 'number' && away.has(status.code)) return 'Temporal is away.';
  const details = 'details' in status && typeof status.details === 'string' ? status.details : String(status.code);
  return `Temporal refused it (${details}).`;
}
