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

/**
 * Whether an error of a driver says that PostgreSQL does not answer. Looks at the shape of errors, since drivers share no
 * classes. A broken socket counts only when it is the error itself: clients of other servers wrap theirs.
 */
export function isStoreAway(error: unknown): boolean {
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error;
  if (!(first instanceof Error)) return false;
  const code = 'code' in first ? first.code : undefined;
  if (typeof code !== 'string') return driverSaysAway.test(first.message);
  return serverAway.test(code) || prismaAway.has(code) || socketBroken.has(code);
}
