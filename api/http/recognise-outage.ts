import { Problem } from '#domain/contracts/problem';

/** SQLSTATE: connection exceptions, a statement given up, the server shutting down or starting, too many connections. */
const serverAway = /^(?:08...|57014|57P0[1235]|53300)$/;
const prismaAway = new Set(['P1001', 'P1002', 'P1008', 'P1017', 'P2024']);
const socketBroken = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'EPIPE',
]);
/** The `pg` driver gives these no code. */
const driverSaysAway =
  /^(?:Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect|Query read timeout)/;

/** gRPC: deadline exceeded, unavailable. */
const engineAway = new Set([4, 14]);

/**
 * The problem behind an error of a driver, if it says that PostgreSQL or Temporal does not answer; else nothing.
 *
 * Looks at the shape of errors, since drivers share no classes. A broken socket counts as PostgreSQL's only when it is
 * the error itself: clients of other servers wrap theirs.
 */
export function recogniseOutage(error: unknown): Problem | undefined {
  if (!(error instanceof Error)) return undefined;
  if (isStoreAway(error)) return new Problem('store_unavailable', { cause: error });
  if (isEngineAway(error) || isEngineAway(error.cause)) return new Problem('engine_unavailable', { cause: error });
  return undefined;
}

function isStoreAway(error: Error): boolean {
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error;
  const code = field(first, 'code');
  if (typeof code !== 'string') return driverSaysAway.test(error.message);
  return serverAway.test(code) || prismaAway.has(code) || socketBroken.has(code);
}

/** gRPC's errors have `details`; the client wraps them. */
function isEngineAway(error: unknown): boolean {
  const code = field(error, 'code');
  return typeof code === 'number' && engineAway.has(code) && field(error, 'details') !== undefined;
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}
