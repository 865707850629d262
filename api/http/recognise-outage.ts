import { Problem } from '#domain/contracts/problem';
import { isStoreAway } from '#store/is-store-away';

/** gRPC: deadline exceeded, unavailable. */
const engineAway = new Set([4, 14]);

/**
 * The problem behind an error of a driver, if it says that PostgreSQL or Temporal does not answer; else nothing.
 *
 * Looks at the shape of errors, since drivers share no classes.
 */
export function recogniseOutage(error: unknown): Problem | undefined {
  if (!(error instanceof Error)) return undefined;
  if (isStoreAway(error)) return new Problem('store_unavailable', { cause: error });
  if (isEngineAway(error) || isEngineAway(error.cause)) return new Problem('engine_unavailable', { cause: error });
  return undefined;
}

/** gRPC's errors have `details`; the client wraps them. */
function isEngineAway(error: unknown): boolean {
  const code = field(error, 'code');
  return typeof code === 'number' && engineAway.has(code) && field(error, 'details') !== undefined;
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}
